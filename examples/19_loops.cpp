// SPDX-License-Identifier: BSL-1.0
/// Loops that stay loops: a pendulum over a thousand steps, and a filter over samples.
#include <typegrad/typegrad.hpp>

#include <cmath>
#include <iostream>

namespace tg = typegrad;

// [readme:fori]
/// The angle of a damped pendulum after 1,000 steps of 1 ms.
constexpr auto angle_after = [](auto const& start, auto const& damping) {
  auto const end = tg::fori<1000>(
      [&](auto const& s) {  // s is (angle, speed); damping is read from around the loop
        auto const speed = s(1) - 0.001 * (9.81 * tg::sin(s(0)) + damping * s(1));
        return tg::tensor{s(0) + 0.001 * speed, speed};
      },
      start);
  return end(0);
};
// [readme:fori end]

// [readme:scan]
/// A low-pass filter: the last state, and what it said at each sample.
constexpr auto filtered = [](auto const& rate, auto const& samples) {
  return tg::scan(
      [&](auto const& state, auto const& sample) {
        auto const next = state + rate * (sample - state);
        return tg::results{next, next};
      },
      rate * 0, samples);
};
constexpr auto roughness = [](auto const& rate, auto const& samples) {
  auto const [last, path] = filtered(rate, samples);
  return tg::mean(tg::square(path - samples));
};
// [readme:scan end]

int main() {
  // [readme:use]
  tg::tensor<double, 2> const start{1, 0};
  auto const [value, slopes] = tg::value_and_grad(angle_after, tg::wrt<0, 1>)(start, 0.5);
  auto const& [by_start, by_damping] = slopes;
  std::cout << value << " " << by_start << " " << by_damping << "\n";

  tg::tensor<double, 8> const samples{0, 1, 0, 1, 1, 1, 0, 1};
  std::cout << tg::grad(roughness)(0.3, samples) << "\n";
  // [readme:use end]

  double const step = 1e-6;
  double const slope =
      (angle_after(start, 0.5 + step) - angle_after(start, 0.5 - step)) / (2 * step);
  double const rough =
      (roughness(0.3 + step, samples) - roughness(0.3 - step, samples)) / (2 * step);
  return std::abs(slope - by_damping) < 1e-8 &&
                 std::abs(rough - tg::grad(roughness)(0.3, samples)) < 1e-8
             ? 0
             : 1;
}

// SPDX-License-Identifier: BSL-1.0
/// A residual with its measurement in its members costs what it costs with the measurement as
/// arguments, and what is written by hand.
#include <typegrad/embedded.hpp>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

struct residual {
  double u, v, weight;
  std::array<double, 4> camera;
  template <class T>
  constexpr T operator()(std::array<T, 3> const& p) const {
    auto const x = p[0] / p[2] * camera[0] + camera[2] - u;
    auto const y = p[1] / p[2] * camera[1] + camera[3] - v;
    return (x * x + y * y) * (T(weight) / (T(camera[0]) * T(camera[1])));
  }
};
struct value_and_slope {
  double value;
  std::array<double, 3> slope;
};
using generated_result = tg::results<double, std::array<double, 3>>;
static_assert(sizeof(generated_result) == sizeof(value_and_slope));

}  // namespace

extern "C" [[gnu::noinline]] generated_result generated_function_with_data(
    residual const& r, std::array<double, 3> const& p) {
  return tg::value_and_grad(r)(p);
}

/// The same function with the data as arguments.
extern "C" [[gnu::noinline]] generated_result by_hand_function_with_data(
    residual const& r, std::array<double, 3> const& p) {
  constexpr auto f = [](auto const& q, auto u, auto v, auto weight, auto const& camera) {
    auto const x = q[0] / q[2] * camera[0] + camera[2] - u;
    auto const y = q[1] / q[2] * camera[1] + camera[3] - v;
    return (x * x + y * y) * (weight / (camera[0] * camera[1]));
  };
  return tg::value_and_grad(f)(p, r.u, r.v, r.weight, r.camera);
}

namespace {

constexpr double inputs[] = {0.3, -1.1, 1.7, 0.5, 0.25, 2, 500, 510, 320, 240,
                             1.3, 0.1,  2.5, 5,   25,   1, 400, 410, 160, 120};

template <class Result>
void call(Result (*function)(residual const&, std::array<double, 3> const&), double const* x,
          double* result) {
  write_numbers(function({x[3], x[4], x[5], {x[6], x[7], x[8], x[9]}}, {x[0], x[1], x[2]}), result);
}
void generated(double const* x, double* result) { call(generated_function_with_data, x, result); }
void by_hand(double const* x, double* result) { call(by_hand_function_with_data, x, result); }

}  // namespace

workload const function_with_data{"function_with_data", inputs, 2, 10, 4, generated, by_hand};

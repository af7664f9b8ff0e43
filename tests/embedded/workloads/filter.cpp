// SPDX-License-Identifier: BSL-1.0
// Kalman filters: the prediction of a vehicle with its covariance, a whole step for an attitude.
#include <typegrad/embedded.hpp>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

// A vehicle with the state (x, y, heading, speed, turn rate, acceleration) after `step` seconds.
constexpr auto moved = [](auto const& s, auto const& step) {
  return tg::stack(s(0) + s(3) * (step * tg::cos(s(2))), s(1) + s(3) * (step * tg::sin(s(2))),
                   s(2) + step * s(4), s(3) + step * s(5), s(4), s(5));
};
constexpr auto predict = [](auto const& s, auto const& p, auto const& step) {
  auto const [ahead, f] = tg::value_and_jacobian(moved)(s, step);
  return tg::results{ahead, tg::matmul(tg::matmul(f, p), tg::transpose(f))};
};

// The attitude q after a hundredth of a second with the rates w.
constexpr auto turned = [](auto const& q, auto const& w) {
  auto const h = 0.005f * w;
  return q + tg::stack(
                 -h(0) * q(1) - h(1) * q(2) - h(2) * q(3), h(0) * q(0) + h(2) * q(2) - h(1) * q(3),
                 h(1) * q(0) - h(2) * q(1) + h(0) * q(3), h(2) * q(0) + h(1) * q(1) - h(0) * q(2));
};
constexpr auto gravity = [](auto const& q) {
  constexpr float g = 9.81f;
  auto const a = 2 * g * q(0), b = 2 * g * q(1), c = 2 * g * q(2);
  return tg::stack(b * q(3) - a * q(2), c * q(3) + a * q(1),
                   g * (q(0) * q(0) - q(1) * q(1) - q(2) * q(2) + q(3) * q(3)));
};
constexpr auto attitude = [](auto const& q, auto const& p, auto const& gyro, auto const& seen) {
  auto const [ahead, f] = tg::value_and_jacobian(turned)(q, gyro);
  auto const spread =
      tg::matmul(tg::matmul(f, p), tg::transpose(f)) + 1e-4f * tg::eye<float, 4, 4>();
  auto const [expected, h] = tg::value_and_jacobian(gravity)(ahead);
  auto const seen_by_state = tg::matmul(h, spread);
  auto const innovation =
      tg::matmul(seen_by_state, tg::transpose(h)) + 0.01f * tg::eye<float, 3, 3>();
  auto const gain = tg::transpose(tg::solve(innovation, seen_by_state));
  auto const next = ahead + tg::matmul(gain, seen - expected);
  return tg::results{(1 / tg::sqrt(tg::sum(next * next))) * next,
                     spread - tg::matmul(gain, seen_by_state)};
};

using state = tg::tensor<float, 6>;
using spread_of_state = tg::tensor<float, 6, 6>;
using quaternion = tg::tensor<float, 4>;
using spread_of_attitude = tg::tensor<float, 4, 4>;
using vector = tg::tensor<float, 3>;

using prediction_of_state = tg::program<decltype(tg::value_and_jacobian(moved)), state, float>;
using prediction = tg::program<decltype(tg::evaluate(predict)), state, spread_of_state, float>;
// Its matrices are loops, as by hand; clang and GCC at -O3, which write loops out, get what is
// planned without a wish.
#if defined(__clang__) || defined(LOOPS_ARE_WRITTEN_OUT)
using attitude_function = decltype(tg::evaluate(attitude));
#else
using attitude_function = decltype(tg::small(attitude));
#endif
using attitude_step =
    tg::program<attitude_function, quaternion, spread_of_attitude, vector, vector>;

}  // namespace

ENTRY void generated_vehicle(float const* x, float* result) {
  prediction_of_state::run(tg::into(out<prediction_of_state::result_type>(result)), in<state>(x),
                           x[6]);
}

ENTRY void generated_covariance(float const* x, float* result) {
  prediction::run(tg::into(out<prediction::result_type>(result)), in<state>(x),
                  in<spread_of_state>(x + 7), x[6]);
}

ENTRY void generated_attitude(float const* x, float* result) {
  attitude_step::run(tg::into(out<quaternion>(result), out<spread_of_attitude>(result + 4)),
                     in<quaternion>(x), in<spread_of_attitude>(x + 4), in<vector>(x + 20),
                     in<vector>(x + 23));
}

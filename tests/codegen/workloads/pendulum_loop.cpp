// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <cmath>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

constexpr int steps = 1000;

// The angle of a damped pendulum after a thousand steps of the classical Runge-Kutta method, as a
// loop.
constexpr auto final_state = [](auto stiffness, auto damping, auto angle, auto speed, auto step) {
  auto const acceleration = [&](auto a, auto s) { return -(stiffness * tg::sin(a) + damping * s); };
  auto const half = 0.5 * step;
  auto const sixth = step / 6.0;
  return tg::fori<steps>(
      [&](auto const& x) {
        auto const [s0, s1] = x;
        auto const a1 = acceleration(s0, s1);
        auto const s2 = s1 + half * a1;
        auto const a2 = acceleration(s0 + half * s1, s2);
        auto const s3 = s1 + half * a2;
        auto const a3 = acceleration(s0 + half * s2, s3);
        auto const s4 = s1 + step * a3;
        auto const a4 = acceleration(s0 + step * s3, s4);
        return tg::results{s0 + sixth * (s1 + 2 * (s2 + s3) + s4),
                           s1 + sixth * (a1 + 2 * (a2 + a3) + a4)};
      },
      tg::results{angle, speed});
};
constexpr auto final_angle = [](auto... x) { return final_state(x...).first; };
// As functions of the state at the start, with more results than arguments: forward mode.
constexpr auto orbit = [](auto const& start, auto stiffness, auto damping, auto step) {
  auto const end = final_state(stiffness, damping, start(0), start(1), step);
  return tg::tensor{end.first, end.second, end.first * end.second};
};

struct value_and_gradient {
  double value;
  double gradient[2];
};

using generated_result = tg::results<double, tg::results<double, double>>;
static_assert(sizeof(generated_result) == sizeof(value_and_gradient));

}  // namespace

extern "C" [[gnu::noinline]] generated_result generated_pendulum_loop(double stiffness,
                                                                      double damping, double angle,
                                                                      double speed, double step) {
  return tg::value_and_grad(final_angle, tg::wrt<0, 1>)(stiffness, damping, angle, speed, step);
}
using vector = tg::tensor<double, 3>;
using matrix = tg::tensor<double, 3, 2>;
extern "C" [[gnu::noinline]] tg::results<vector, matrix> generated_pendulum_forward(
    double stiffness, double damping, double angle, double speed, double step) {
  return tg::value_and_jacobian(orbit)(tg::tensor<double, 2>{angle, speed}, stiffness, damping,
                                       step);
}

namespace {

struct state {
  double angle;
  double speed;
};

}  // namespace

// Discrete adjoint: the states are kept, the stages of a step are computed again on the way back.
extern "C" [[gnu::noinline]] value_and_gradient by_hand_pendulum_loop(double stiffness,
                                                                      double damping, double angle,
                                                                      double speed, double step) {
  state kept[steps];
  double const half = 0.5 * step;
  double const sixth = step / 6;
  for (int i = 0; i < steps; ++i) {
    kept[i] = {angle, speed};
    double const s1 = speed;
    double const a1 = -(stiffness * sin(angle) + damping * s1);
    double const s2 = speed + half * a1;
    double const a2 = -(stiffness * sin(angle + half * s1) + damping * s2);
    double const s3 = speed + half * a2;
    double const a3 = -(stiffness * sin(angle + half * s2) + damping * s3);
    double const s4 = speed + step * a3;
    double const a4 = -(stiffness * sin(angle + step * s3) + damping * s4);
    angle += sixth * (s1 + 2 * (s2 + s3) + s4);
    speed += sixth * (a1 + 2 * (a2 + a3) + a4);
  }
  double of_stiffness = 0, of_damping = 0, of_angle = 1, of_speed = 0;
  double const third = 2 * sixth;
  for (int i = steps - 1; i >= 0; --i) {
    double const x = kept[i].angle;
    double const s1 = kept[i].speed;
    double sine[4], cosine[4];
    sincos(x, &sine[0], &cosine[0]);
    double const s2 = s1 - half * (stiffness * sine[0] + damping * s1);
    sincos(x + half * s1, &sine[1], &cosine[1]);
    double const s3 = s1 - half * (stiffness * sine[1] + damping * s2);
    sincos(x + half * s2, &sine[2], &cosine[2]);
    double const s4 = s1 - step * (stiffness * sine[2] + damping * s3);
    sincos(x + step * s3, &sine[3], &cosine[3]);
    // of_a1..4: adjoints of the accelerations; of_x and of_s: of the angle and the speed at which
    // they are taken
    double const of_a4 = sixth * of_speed;
    double const of_x4 = -(stiffness * of_a4 * cosine[3]);
    double const of_s4 = sixth * of_angle - damping * of_a4;
    double const of_a3 = third * of_speed + step * of_s4;
    double const of_x3 = -(stiffness * of_a3 * cosine[2]);
    double const of_s3 = third * of_angle + step * of_x4 - damping * of_a3;
    double const of_a2 = third * of_speed + half * of_s3;
    double const of_x2 = -(stiffness * of_a2 * cosine[1]);
    double const of_s2 = third * of_angle + half * of_x3 - damping * of_a2;
    double const of_a1 = sixth * of_speed + half * of_s2;
    double const of_x1 = -(stiffness * of_a1 * cosine[0]);
    double const of_s1 = sixth * of_angle + half * of_x2 - damping * of_a1;
    of_stiffness -= of_a1 * sine[0] + of_a2 * sine[1] + of_a3 * sine[2] + of_a4 * sine[3];
    of_damping -= of_a1 * s1 + of_a2 * s2 + of_a3 * s3 + of_a4 * s4;
    of_angle += of_x1 + of_x2 + of_x3 + of_x4;
    of_speed += of_s1 + of_s2 + of_s3 + of_s4;
  }
  return {angle, {of_stiffness, of_damping}};
}

// The state with its derivatives by the state at the start: each turn moves all of them.
extern "C" [[gnu::noinline]] tg::results<vector, matrix> by_hand_pendulum_forward(
    double stiffness, double damping, double angle, double speed, double step) {
  double of_angle[] = {1, 0}, of_speed[] = {0, 1};
  double const half = 0.5 * step;
  double const sixth = step / 6;
  for (int i = 0; i < steps; ++i) {
    double sine[4], cosine[4];
    double const s1 = speed;
    sincos(angle, &sine[0], &cosine[0]);
    double const a1 = -(stiffness * sine[0] + damping * s1);
    double const s2 = speed + half * a1;
    sincos(angle + half * s1, &sine[1], &cosine[1]);
    double const a2 = -(stiffness * sine[1] + damping * s2);
    double const s3 = speed + half * a2;
    sincos(angle + half * s2, &sine[2], &cosine[2]);
    double const a3 = -(stiffness * sine[2] + damping * s3);
    double const s4 = speed + step * a3;
    sincos(angle + step * s3, &sine[3], &cosine[3]);
    double const a4 = -(stiffness * sine[3] + damping * s4);
    for (double& slope : cosine) slope *= stiffness;
    for (int k = 0; k < 2; ++k) {
      double const ds1 = of_speed[k];
      double const da1 = -(cosine[0] * of_angle[k] + damping * ds1);
      double const ds2 = of_speed[k] + half * da1;
      double const da2 = -(cosine[1] * (of_angle[k] + half * ds1) + damping * ds2);
      double const ds3 = of_speed[k] + half * da2;
      double const da3 = -(cosine[2] * (of_angle[k] + half * ds2) + damping * ds3);
      double const ds4 = of_speed[k] + step * da3;
      double const da4 = -(cosine[3] * (of_angle[k] + step * ds3) + damping * ds4);
      of_angle[k] += sixth * (ds1 + 2 * (ds2 + ds3) + ds4);
      of_speed[k] += sixth * (da1 + 2 * (da2 + da3) + da4);
    }
    angle += sixth * (s1 + 2 * (s2 + s3) + s4);
    speed += sixth * (a1 + 2 * (a2 + a3) + a4);
  }
  matrix slopes;
  for (int k = 0; k < 2; ++k) {
    slopes(0, k) = of_angle[k];
    slopes(1, k) = of_speed[k];
    slopes(2, k) = of_angle[k] * speed + angle * of_speed[k];
  }
  return {{angle, speed, angle * speed}, slopes};
}

namespace {

constexpr double inputs[] = {9.81, 0.1,   0.6,  0.0,  0.005, 4.0, 0.3,  2.4,
                             -1.0, 0.001, 19.0, 0.02, -0.2,  0.7, 0.002};

void generated(double const* x, double* result) {
  write_numbers(generated_pendulum_loop(x[0], x[1], x[2], x[3], x[4]), result);
}
void by_hand(double const* x, double* result) {
  write_numbers(by_hand_pendulum_loop(x[0], x[1], x[2], x[3], x[4]), result);
}
void generated_forward(double const* x, double* result) {
  write_numbers(generated_pendulum_forward(x[0], x[1], x[2], x[3], x[4]), result);
}
void by_hand_forward(double const* x, double* result) {
  write_numbers(by_hand_pendulum_forward(x[0], x[1], x[2], x[3], x[4]), result);
}

}  // namespace

workload const pendulum_loop{"pendulum_loop", inputs, 3, 5, 3, generated, by_hand};
workload const pendulum_forward{"pendulum_forward", inputs,         3, 5, 9,
                                generated_forward,  by_hand_forward};

// SPDX-License-Identifier: BSL-1.0
#include <typegrad/embedded.hpp>

#include <cmath>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

constexpr int steps = 10;

// The angle of a damped pendulum after ten steps of the classical Runge-Kutta method.
constexpr auto final_angle = [](auto stiffness, auto damping, auto angle, auto speed, auto step) {
  auto const acceleration = [&](auto a, auto s) { return -(stiffness * tg::sin(a) + damping * s); };
  auto const half = 0.5 * step;
  auto const sixth = step / 6.0;
  for (int i = 0; i < steps; ++i) {
    auto const a1 = acceleration(angle, speed);
    auto const s2 = speed + half * a1;
    auto const a2 = acceleration(angle + half * speed, s2);
    auto const s3 = speed + half * a2;
    auto const a3 = acceleration(angle + half * s2, s3);
    auto const s4 = speed + step * a3;
    auto const a4 = acceleration(angle + step * s3, s4);
    angle = angle + sixth * (speed + 2 * (s2 + s3) + s4);
    speed = speed + sixth * (a1 + 2 * (a2 + a3) + a4);
  }
  return angle;
};

struct value_and_gradient {
  double value;
  double gradient[2];
};

using generated_result = tg::results<double, tg::results<double, double>>;
static_assert(sizeof(generated_result) == sizeof(value_and_gradient));

}  // namespace

extern "C" [[gnu::noinline]] generated_result generated_pendulum(double stiffness, double damping,
                                                                 double angle, double speed,
                                                                 double step) {
  return tg::value_and_grad(final_angle, tg::wrt<0, 1>)(stiffness, damping, angle, speed, step);
}

namespace {

struct stage {
  double sine;
  double cosine;
  double speed;
};

}  // namespace

// Discrete adjoint: the stages of every step are kept, then walked backwards.
extern "C" [[gnu::noinline]] value_and_gradient by_hand_pendulum(double stiffness, double damping,
                                                                 double angle, double speed,
                                                                 double step) {
  stage kept[steps][4];
  double const half = 0.5 * step;
  double const sixth = step / 6;
  for (int i = 0; i < steps; ++i) {
    stage* const k = kept[i];
    sincos(angle, &k[0].sine, &k[0].cosine);
    double const s1 = k[0].speed = speed;
    double const a1 = -(stiffness * k[0].sine + damping * s1);
    double const s2 = k[1].speed = speed + half * a1;
    sincos(angle + half * s1, &k[1].sine, &k[1].cosine);
    double const a2 = -(stiffness * k[1].sine + damping * s2);
    double const s3 = k[2].speed = speed + half * a2;
    sincos(angle + half * s2, &k[2].sine, &k[2].cosine);
    double const a3 = -(stiffness * k[2].sine + damping * s3);
    double const s4 = k[3].speed = speed + step * a3;
    sincos(angle + step * s3, &k[3].sine, &k[3].cosine);
    double const a4 = -(stiffness * k[3].sine + damping * s4);
    angle += sixth * (s1 + 2 * (s2 + s3) + s4);
    speed += sixth * (a1 + 2 * (a2 + a3) + a4);
  }
  double of_stiffness = 0, of_damping = 0, of_angle = 1, of_speed = 0;
  double const third = 2 * sixth;
  for (int i = steps - 1; i >= 0; --i) {
    stage const* const k = kept[i];
    // of_a1..4: adjoints of the accelerations; of_x and of_s: of the angle and the speed at which
    // they are taken
    double const of_a4 = sixth * of_speed;
    double const of_x4 = -(stiffness * of_a4 * k[3].cosine);
    double const of_s4 = sixth * of_angle - damping * of_a4;
    double const of_a3 = third * of_speed + step * of_s4;
    double const of_x3 = -(stiffness * of_a3 * k[2].cosine);
    double const of_s3 = third * of_angle + step * of_x4 - damping * of_a3;
    double const of_a2 = third * of_speed + half * of_s3;
    double const of_x2 = -(stiffness * of_a2 * k[1].cosine);
    double const of_s2 = third * of_angle + half * of_x3 - damping * of_a2;
    double const of_a1 = sixth * of_speed + half * of_s2;
    double const of_x1 = -(stiffness * of_a1 * k[0].cosine);
    double const of_s1 = sixth * of_angle + half * of_x2 - damping * of_a1;
    of_stiffness -= of_a1 * k[0].sine + of_a2 * k[1].sine + of_a3 * k[2].sine + of_a4 * k[3].sine;
    of_damping -= of_a1 * k[0].speed + of_a2 * k[1].speed + of_a3 * k[2].speed + of_a4 * k[3].speed;
    of_angle += of_x1 + of_x2 + of_x3 + of_x4;
    of_speed += of_s1 + of_s2 + of_s3 + of_s4;
  }
  return {angle, {of_stiffness, of_damping}};
}

namespace {

constexpr double inputs[] = {9.81, 0.1, 0.6,  0.0,  0.05, 4.0, 0.3, 2.4,
                             -1.0, 0.1, 19.0, 0.02, -0.2, 0.7, 0.02};

void generated(double const* x, double* result) {
  write_numbers(generated_pendulum(x[0], x[1], x[2], x[3], x[4]), result);
}
void by_hand(double const* x, double* result) {
  write_numbers(by_hand_pendulum(x[0], x[1], x[2], x[3], x[4]), result);
}

}  // namespace

workload const pendulum{"pendulum", inputs, 3, 5, 3, generated, by_hand};

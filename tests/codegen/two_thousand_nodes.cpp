// SPDX-License-Identifier: BSL-1.0
// A program of two thousand nodes compiles with the compilers' default limits (constant evaluation:
// GCC 2^25 operations, clang 2^20 steps in one evaluation; 256 terms of a fold; depth of
// templates). check.py compiles this file alone.
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

namespace {

// Runge-Kutta steps of a damped pendulum: about 107 nodes each, with the gradient.
constexpr auto final_angle = [](auto stiffness, auto damping, auto angle, auto speed, auto step) {
  auto const acceleration = [&](auto a, auto s) { return -(stiffness * tg::sin(a) + damping * s); };
  for (int i = 0; i < 20; ++i) {
    auto const a1 = acceleration(angle, speed);
    auto const s2 = speed + 0.5 * step * a1;
    auto const a2 = acceleration(angle + 0.5 * step * speed, s2);
    auto const s3 = speed + 0.5 * step * a2;
    auto const a3 = acceleration(angle + 0.5 * step * s2, s3);
    auto const s4 = speed + step * a3;
    auto const a4 = acceleration(angle + step * s3, s4);
    angle = angle + step / 6.0 * (speed + 2 * (s2 + s3) + s4);
    speed = speed + step / 6.0 * (a1 + 2 * (a2 + a3) + a4);
  }
  return angle;
};

using gradient = tg::program<decltype(tg::value_and_grad(final_angle, tg::wrt<0, 1>)), double,
                             double, double, double, double>;
static_assert(gradient::node_count >= 2000);
static_assert(gradient::workspace_bytes == 1);

}  // namespace

tg::results<double, tg::results<double, double>> value_and_gradient(double stiffness,
                                                                    double damping, double angle,
                                                                    double speed, double step) {
  return gradient::run(stiffness, damping, angle, speed, step);
}

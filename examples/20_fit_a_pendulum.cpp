// SPDX-License-Identifier: BSL-1.0
/// Loops that stay loops: a pendulum over a thousand steps is fitted to what was seen of it.
#include <typegrad/embedded.hpp>

#include <cmath>
#include <cstdio>

namespace tg = typegrad;

constexpr int steps = 1000;
constexpr double step = 0.01;

template <class T>
struct pendulum {
  T angle;
  T speed;
};
template <class T>
pendulum(T, T) -> pendulum<T>;

// [readme:runge_kutta]
// A step of the classical Runge-Kutta method for y' = f(y).
constexpr auto move = [](auto const& y, auto const& slope, double h) {
  return pendulum{y.angle + h * slope.angle, y.speed + h * slope.speed};
};
constexpr auto runge_kutta = [](auto const& f, auto const& y) {
  auto const k1 = f(y);
  auto const k2 = f(move(y, k1, step / 2));
  auto const k3 = f(move(y, k2, step / 2));
  auto const k4 = f(move(y, k3, step));
  return pendulum{y.angle + step / 6 * (k1.angle + 2 * (k2.angle + k3.angle) + k4.angle),
                  y.speed + step / 6 * (k1.speed + 2 * (k2.speed + k3.speed) + k4.speed)};
};

// The angle after all steps: one node of the graph, which reads the parameters at every turn.
constexpr auto final_angle = [](auto stiffness, auto damping, auto angle) {
  auto const slope = [&](auto const& y) {
    return pendulum{y.speed, -(stiffness * tg::sin(y.angle) + damping * y.speed)};
  };
  return tg::fori<steps>([&](auto const& y) { return runge_kutta(slope, y); },
                         pendulum{angle, angle * 0.0})
      .angle;
};
// [readme:runge_kutta end]

// [readme:fit]
// What is missing between the pendulum and the angles that were seen, step by step.
constexpr auto mismatch = [](auto const& parameters, auto const& seen) {
  auto const stiffness = parameters(0);
  auto const damping = parameters(1);
  auto const slope = [&](auto const& y) {
    return pendulum{y.speed, -(stiffness * tg::sin(y.angle) + damping * y.speed)};
  };
  auto const [last, residuals] = tg::scan(
      [&](auto const& y, auto const& angle) {
        auto const next = runge_kutta(slope, y);
        return tg::results{next, next.angle - angle};
      },
      pendulum{stiffness * 0.0 + 1.0, damping * 0.0}, seen);
  return tg::sum(residuals * residuals);
};
// [readme:fit end]

int main() {
  // What is seen: stiffness 9.81, damping 0.3.
  tg::tensor<double, steps> seen;
  pendulum<double> y{1.0, 0.0};
  for (int i = 0; i < steps; ++i) {
    y = runge_kutta(
        [](auto const& at) {
          return pendulum{at.speed, -(9.81 * tg::sin(at.angle) + 0.3 * at.speed)};
        },
        y);
    seen(i) = y.angle;
  }

  // Newton's method: the second derivatives are loops, too.
  tg::tensor<double, 2> p{9.5, 0.2};
  for (int i = 0; i < 10; ++i) {
    auto const g = tg::grad(mismatch)(p, seen);
    auto const h = tg::hessian(mismatch)(p, seen);
    p = p - tg::solve(h, g);
  }
  std::printf("stiffness %.10f, damping %.10f\n", p(0), p(1));

  // Its gradient and the slope between two pendulums close by.
  auto const gradient = tg::grad(final_angle, tg::wrt<0, 1, 2>)(9.81, 0.3, 1.0);
  double const apart = 1e-5;
  auto const slope = [&](double stiffness, double damping, double angle) {
    return (final_angle(9.81 + stiffness, 0.3 + damping, 1.0 + angle) -
            final_angle(9.81 - stiffness, 0.3 - damping, 1.0 - angle)) /
           (2 * apart);
  };
  std::printf("gradient of the last angle %.9f %.9f %.9f\n", gradient.first, gradient.second,
              gradient.third);

  bool const found = std::abs(p(0) - 9.81) < 1e-8 && std::abs(p(1) - 0.3) < 1e-8;
  bool const agree = std::abs(gradient.first - slope(apart, 0, 0)) < 1e-7 &&
                     std::abs(gradient.second - slope(0, apart, 0)) < 1e-7 &&
                     std::abs(gradient.third - slope(0, 0, apart)) < 1e-7;
  return found && agree ? 0 : 1;
}

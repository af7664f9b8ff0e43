// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The fourth-order step of Runge and Kutta.
constexpr auto runge_kutta = [](auto const& slope, auto const& state, auto const& step) {
  auto const half = 0.5 * step;
  auto const a = slope(state);
  auto const b = slope(state + half * a);
  auto const c = slope(state + half * b);
  auto const d = slope(state + step * c);
  return state + step / 6.0 * (a + 2.0 * (b + c) + d);
};

/// One column of the Jacobian of a speed and a place: what the four slopes of the speed have of it
/// without drag, and what the speed has at the start.
struct column {
  double speed, place;
};
[[gnu::always_inline]] inline column integrate(double p1, double p2, double p3, double p4,
                                               double start, double drag, double half, double step,
                                               double sixth) {
  double const a1 = p1 - drag * start;
  double const v2 = start + half * a1;
  double const a2 = p2 - drag * v2;
  double const v3 = start + half * a2;
  double const a3 = p3 - drag * v3;
  double const v4 = start + step * a3;
  double const a4 = p4 - drag * v4;
  return {start + sixth * (a1 + 2 * (a2 + a3) + a4), sixth * (start + 2 * (v2 + v3) + v4)};
}

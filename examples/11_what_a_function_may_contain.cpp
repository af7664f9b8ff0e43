// SPDX-License-Identifier: BSL-1.0
/// The code of docs/what_your_function_may_contain.md.
#include <typegrad/typegrad.hpp>

#include <algorithm>
#include <array>
#include <cstdio>

namespace tg = typegrad;

// [readme:captures]
double slope_at(double a, double b, double x) {
  return tg::grad([a, b](auto t) { return a * t * t - b / t; })(x);
}
// [readme:captures end]

// [readme:members]
struct spring {
  double stiffness;
  float rest;
  std::array<double, 2> damping;
  tg::tensor<double, 2, 2> coupling;

  constexpr auto operator()(auto const& x) const {
    auto const stretched = tg::norm(x) - rest;
    auto const coupled = tg::sum(x * tg::matmul(coupling, x));
    return stiffness * stretched * stretched + coupled * damping[1];
  }
};
constexpr spring stiff{2, 1, {0, 0.5}, {{1, 0}, {0, 1}}};
static_assert(tg::evaluate(stiff)(tg::tensor<double, 2>{3, 4}) == 44.5);
static_assert(sizeof(tg::grad(stiff)) == sizeof(stiff));
// [readme:members end]

// [readme:callables]
constexpr auto cube = [k = 2.0](auto x) { return k * x * x * x; };
constexpr auto scaled_slope = [g = tg::grad(cube), w = 5.0](auto x) { return g(x) * w; };
static_assert(tg::evaluate(scaled_slope)(1.0) == 30 && tg::grad(scaled_slope)(1.0) == 60);
// [readme:callables end]

// [readme:program]
using program = tg::program<decltype(tg::grad(stiff)), tg::tensor<double, 2>>;
tg::tensor<double, 2> force(spring const& one, tg::tensor<double, 2> const& x) {
  alignas(program::alignment) std::byte memory[program::workspace_bytes];
  return program::run(memory, tg::grad(one), x);
}
// [readme:program end]

// [readme:parameters]
template <class S>
struct gaussian {
  S mean, sigma;
  constexpr auto operator()(auto const& x) const {
    S const scale = 1 / (2 * sigma * sigma);
    return (x - mean) * (x - mean) * scale;
  }
};
constexpr gaussian<double> g{1, 2};
constexpr gaussian<double> dg = tg::grad(g, tg::wrt<tg::members>)(5.0);
static_assert(dg.mean == -1 && dg.sigma == -2);
static_assert(tg::grad(g, tg::wrt<tg::members, 0>)(5.0).second == 1);  // the slope in x
// [readme:parameters end]

// [readme:branches]
struct huber {
  double width;
  constexpr auto operator()(auto const& r) const {
    if (tg::abs(r) <= width) return 0.5 * r * r;
    auto const w = r * 0 + width;  // the member, traced
    return w * (tg::abs(r) - 0.5 * w);
  }
};
static_assert(tg::grad(huber{2})(1.5) == 1.5 && tg::grad(huber{2})(-7.0) == -2);
// [readme:branches end]

// [readme:loops]
constexpr auto polynomial = [](auto x) {
  std::array<double, 4> const coefficients{1, 2, 3, 4};
  auto sum = x * 0;
  for (double const c : coefficients) sum = sum * x + c;
  return std::max(sum, x);
};
static_assert(tg::grad(polynomial)(2.0) == 3 * 4 + 4 * 2 + 3);
// [readme:loops end]

// [readme:instead]
struct relu_or_not {
  double rise, run;
  template <class T>
  constexpr T operator()(T const& x) const {
    T const slope = T(rise) / T(run);               // not `rise / run`
    return tg::where(slope > 0, x, 2 * x) * slope;  // not `rise > 0 ? x : 2 * x`
  }
};
static_assert(tg::grad(relu_or_not{3, 1})(1.0) == 3 && tg::grad(relu_or_not{-3, 1})(1.0) == -6);
// [readme:instead end]

// [readme:exact_members]
struct squared_at_one_and_two {
  double a, b;
  template <class T>
  constexpr T operator()(T const& x) const {
    return tg::where(T(a) == 1 && T(b) == 2, x * x, x);  // not `a == 1 && b == 2 ? x * x : x`
  }
};
static_assert(tg::grad(squared_at_one_and_two{1, 2})(3.0) == 6);
static_assert(tg::grad(squared_at_one_and_two{1, 3})(3.0) == 1);
// [readme:exact_members end]

int main() {
  double const slope = slope_at(3, 4, 2);  // 2 a t + b / t^2
  auto const f = force(stiff, {3, 4});     // 4 (norm - rest) x / norm + x
  std::printf("slope %g   force %g %g\n", slope, f(0), f(1));
  auto const is_near = [](double a, double b) { return a - b < 1e-14 && b - a < 1e-14; };
  return slope == 13 && is_near(f(0), 4 * 4 * 0.6 + 3) && is_near(f(1), 4 * 4 * 0.8 + 4) ? 0 : 1;
}

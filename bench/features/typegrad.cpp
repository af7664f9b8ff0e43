// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <typegrad/typegrad.hpp>

#include <vector>

namespace tg = typegrad;

constexpr auto f = [](auto const& v) { return v(0) * v(0) * v(1) + tg::sin(v(1)); };
constexpr auto quartic = [](auto x) { return x * x * x * x; };
constexpr auto branch = [](auto x) { return x > 2 ? x * x : 3 * x; };
tg::tensor<double, 2> const at{at_x, at_y};

bool reverse_mode() {
  auto const g = tg::grad(f)(at);
  return is_gradient(g(0), g(1));
}
bool forward_mode() {
  return is_gradient(tg::jvp(f)(at, tg::tensor<double, 2>{1, 0}).second,
                     tg::jvp(f)(at, tg::tensor<double, 2>{0, 1}).second);
}
bool hessian() {
  auto const h = tg::hessian(f)(at);
  return is_hessian(h(0, 0), h(0, 1), h(1, 1));
}
bool hessian_times_vector() {
  auto const h = tg::hvp(f)(at, tg::tensor<double, 2>{1, 2});
  return is_hessian_times_vector(h(0), h(1));
}
bool any_nesting() { return close(tg::grad(tg::grad(tg::grad(quartic)))(at_x), 24 * at_x); }
bool tensors() {
  auto const sum = [](auto const& x) { return tg::sum(x); };
  return tg::grad(sum)(tg::ones<double, 2, 3, 4>()).shape() == tg::shape{2, 3, 4};
}
bool run_time_shapes() {
  tg::variable<double> const v(std::vector<double>{at_x, at_y});
  f(v).backward();
  return is_gradient(v.grad().item(0), v.grad().item(1));
}
using program = tg::program<decltype(tg::hessian(f)), tg::tensor<double, 2>>;
static_assert(program::workspace_bytes < 100);
bool branches() {
  return is_slope_of_branch(1, tg::grad(branch)(1.0)) &&
         is_slope_of_branch(3, tg::grad(branch)(3.0));
}
#ifdef IN_A_CONSTANT
static_assert(tg::grad(branch)(3.0) == 6);
#endif
#ifdef WRONG_SHAPE
auto wrong(tg::tensor<double, 3> a, tg::tensor<double, 2> b) { return a + b; }
#endif
int main() {
  return report({FEATURE(reverse_mode), FEATURE(forward_mode), FEATURE(hessian),
                 FEATURE(hessian_times_vector), FEATURE(any_nesting), FEATURE(tensors),
                 FEATURE(run_time_shapes), FEATURE(branches)});
}

// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <ceres/jet.h>

bool forward_mode() {
  ceres::Jet<double, 2> const x(at_x, 0), y(at_y, 1);
  auto const u = x * x * y + sin(y);
  return is_gradient(u.v[0], u.v[1]);
}
bool hessian() {  // a Jet of Jets
  using first = ceres::Jet<double, 2>;
  using second = ceres::Jet<first, 2>;
  second const x(first(at_x, 0), 0), y(first(at_y, 1), 1);
  auto const u = x * x * y + sin(y);
  return is_hessian(u.v[0].v[0], u.v[0].v[1], u.v[1].v[1]);
}
bool any_nesting() {
  using first = ceres::Jet<double, 1>;
  using second = ceres::Jet<first, 1>;
  using third = ceres::Jet<second, 1>;
  third x;  // the constructor with an index takes two levels
  x.a = second(first(at_x, 0), 0);
  x.v[0].a = first(1.0);
  return close((x * x * x * x).v[0].v[0].v[0], 24 * at_x);
}
bool branches() {
  for (double const at : {1.0, 3.0}) {
    ceres::Jet<double, 1> const x(at, 0);
    auto const y = x > 2.0 ? x * x : 3.0 * x;
    if (!is_slope_of_branch(at, y.v[0])) return false;
  }
  return true;
}
int main() {
  return report({FEATURE(forward_mode), FEATURE(hessian), FEATURE(any_nesting), FEATURE(branches)});
}

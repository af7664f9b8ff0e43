// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <Eigen/Core>
#include <unsupported/Eigen/AutoDiff>

using number = Eigen::AutoDiffScalar<Eigen::Vector2d>;

bool forward_mode() {
  number const x(at_x, 2, 0), y(at_y, 2, 1);
  number const u = x * x * y + sin(y);
  return is_gradient(u.derivatives()(0), u.derivatives()(1));
}
bool hessian() {
  using second = Eigen::AutoDiffScalar<Eigen::Matrix<number, 2, 1>>;
  second x(number(at_x, 2, 0)), y(number(at_y, 2, 1));
  x.derivatives() << number(1), number(0);
  y.derivatives() << number(0), number(1);
  second const u = x * x * y + sin(y);
  return is_hessian(u.derivatives()(0).derivatives()(0), u.derivatives()(0).derivatives()(1),
                    u.derivatives()(1).derivatives()(1));
}
bool branches() {
  for (double const at : {1.0, 3.0}) {
    using one = Eigen::AutoDiffScalar<Eigen::Matrix<double, 1, 1>>;
    one const x(at, 1, 0);
    one const y = x > 2.0 ? one(x * x) : one(3.0 * x);
    if (!is_slope_of_branch(at, y.derivatives()(0))) return false;
  }
  return true;
}
#ifdef WRONG_SHAPE
auto wrong(Eigen::Matrix<number, 3, 1> a, Eigen::Matrix<number, 2, 1> b) { return (a + b).eval(); }
#endif
int main() { return report({FEATURE(forward_mode), FEATURE(hessian), FEATURE(branches)}); }

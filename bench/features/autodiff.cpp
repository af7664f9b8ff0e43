// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <autodiff/forward/dual.hpp>
#include <autodiff/forward/dual/eigen.hpp>
#include <autodiff/forward/real.hpp>
#include <autodiff/reverse/var.hpp>

auto f(auto x, auto y) { return x * x * y + sin(y); }

bool reverse_mode() {
  autodiff::var x = at_x, y = at_y;
  autodiff::var u = x * x * y + sin(y);
  auto const [dx, dy] = autodiff::derivatives(u, autodiff::reverse::detail::wrt(x, y));
  return is_gradient(dx, dy);
}
autodiff::dual g(autodiff::dual const& x, autodiff::dual const& y) { return x * x * y + sin(y); }
bool forward_mode() {
  autodiff::dual x = at_x, y = at_y;
  using autodiff::detail::at;
  using autodiff::detail::wrt;
  return is_gradient(autodiff::derivative(g, wrt(x), at(x, y)),
                     autodiff::derivative(g, wrt(y), at(x, y)));
}
autodiff::dual2nd h(autodiff::VectorXdual2nd const& x) { return x[0] * x[0] * x[1] + sin(x[1]); }
bool hessian() {
  autodiff::VectorXdual2nd x(2);
  x << at_x, at_y;
  autodiff::dual2nd u;
  Eigen::VectorXd gradient;
  Eigen::MatrixXd const m =
      autodiff::hessian(h, autodiff::detail::wrt(x), autodiff::detail::at(x), u, gradient);
  return is_hessian(m(0, 0), m(0, 1), m(1, 1));
}
bool hessian_times_vector() {  // both seeds by hand: v in one part, each axis in the other
  double product[2];
  for (int i = 0; i < 2; ++i) {
    autodiff::VectorXdual2nd x(2);
    x << at_x, at_y;
    x[0].val.grad = 1;
    x[1].val.grad = 2;
    x[i].grad.val = 1;
    product[i] = h(x).grad.grad;
  }
  return is_hessian_times_vector(product[0], product[1]);
}
autodiff::real4th quartic(autodiff::real4th const& x) { return x * x * x * x; }
bool any_nesting() {
  autodiff::real4th x = at_x;
  auto const d =
      autodiff::derivatives(quartic, autodiff::detail::along(1), autodiff::detail::at(x));
  return close(d[3], 24 * at_x) && close(d[4], 24);
}
autodiff::dual branch(autodiff::dual const& x) {
  if (x > 2) return x * x;
  return 3 * x;
}
bool branches() {
  for (double const at : {1.0, 3.0}) {
    autodiff::dual x = at;
    if (!is_slope_of_branch(
            at, autodiff::derivative(branch, autodiff::detail::wrt(x), autodiff::detail::at(x))))
      return false;
  }
  return true;
}
#ifdef WRONG_SHAPE
auto wrong(Eigen::Matrix<autodiff::dual, 3, 1> a, Eigen::Matrix<autodiff::dual, 2, 1> b) {
  return (a + b).eval();
}
#endif
int main() {
  return report({FEATURE(reverse_mode), FEATURE(forward_mode), FEATURE(hessian),
                 FEATURE(hessian_times_vector), FEATURE(any_nesting), FEATURE(branches)});
}

// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <TinyAD/Scalar.hh>
#include <TinyAD/ScalarFunction.hh>

bool forward_mode() {
  auto const v = TinyAD::Double<2>::make_active({at_x, at_y});
  auto const u = v[0] * v[0] * v[1] + sin(v[1]);
  return is_gradient(u.grad(0), u.grad(1));
}
bool hessian() {
  auto const v = TinyAD::Double<2>::make_active({at_x, at_y});
  auto const u = v[0] * v[0] * v[1] + sin(v[1]);
  return is_hessian(u.Hess(0, 0), u.Hess(0, 1), u.Hess(1, 1));
}
bool sparse() {
  auto f = TinyAD::scalar_function<1>(TinyAD::range(3));
  f.add_elements<2>(TinyAD::range(2), [](auto& element) -> TINYAD_SCALAR_TYPE(element) {
    using number = TINYAD_SCALAR_TYPE(element);
    Eigen::Index const i = element.handle;
    number const a = element.variables(i)[0], b = element.variables(i + 1)[0];
    return a * a * b;
  });
  auto const [u, g, h] = f.eval_with_derivatives(Eigen::Vector3d(1, 2, 3));
  return close(h.coeff(0, 0), 4) && close(h.coeff(0, 1), 2) && h.coeff(0, 2) == 0 &&
         h.nonZeros() < 9;
}
bool branches() {
  for (double const at : {1.0, 3.0}) {
    TinyAD::Double<1> const x(at, 0);
    TinyAD::Double<1> const y = x > 2.0 ? TinyAD::Double<1>(x * x) : TinyAD::Double<1>(3.0 * x);
    if (!is_slope_of_branch(at, y.grad(0))) return false;
  }
  return true;
}
#ifdef WRONG_SHAPE
auto wrong(Eigen::Matrix<TinyAD::Double<2>, 3, 1> a, Eigen::Matrix<TinyAD::Double<2>, 2, 1> b) {
  return (a + b).eval();
}
#endif
int main() {
  return report({FEATURE(forward_mode), FEATURE(hessian), FEATURE(sparse), FEATURE(branches)});
}

// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <fastad>

bool reverse_mode() {
  ad::Var<double> x(at_x), y(at_y);
  auto expression = ad::bind(x * x * y + ad::sin(y));
  ad::autodiff(expression);
  return is_gradient(x.get_adj(), y.get_adj());
}
bool forward_mode() {
  ad::ForwardVar<double> x(at_x), y(at_y);
  x.set_adjoint(1);
  ad::ForwardVar<double> const a = x * x * y + ad::sin(y);
  x.set_adjoint(0);
  y.set_adjoint(1);
  ad::ForwardVar<double> const b = x * x * y + ad::sin(y);
  return is_gradient(a.get_adjoint(), b.get_adjoint());
}
bool branches() {  // if_else is a part of the expression: one is bound for both values
  for (double const at : {1.0, 3.0}) {
    ad::Var<double> x(at);
    auto expression = ad::bind(ad::if_else(x > ad::constant(2.0), x * x, ad::constant(3.0) * x));
    ad::autodiff(expression);
    if (!is_slope_of_branch(at, x.get_adj())) return false;
  }
  return true;
}
int main() { return report({FEATURE(reverse_mode), FEATURE(forward_mode), FEATURE(branches)}); }

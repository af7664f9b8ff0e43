// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <codi.hpp>

bool reverse_mode() {
  using real = codi::RealReverse;
  auto& tape = real::getTape();
  tape.reset();
  real x = at_x, y = at_y;
  tape.setActive();
  tape.registerInput(x);
  tape.registerInput(y);
  real u = x * x * y + sin(y);
  tape.registerOutput(u);
  tape.setPassive();
  u.setGradient(1);
  tape.evaluate();
  return is_gradient(x.getGradient(), y.getGradient());
}
bool forward_mode() {
  codi::RealForward x = at_x, y = at_y;
  x.setGradient(1);
  codi::RealForward const a = x * x * y + sin(y);
  x.setGradient(0);
  y.setGradient(1);
  codi::RealForward const b = x * x * y + sin(y);
  return is_gradient(a.getGradient(), b.getGradient());
}
/// H v: a forward number on a reverse tape.
void product(double const (&v)[2], double (&out)[2]) {
  using real = codi::RealReverseGen<codi::RealForward>;
  auto& tape = real::getTape();
  tape.reset();
  real x = at_x, y = at_y;
  x.value().gradient() = v[0];
  y.value().gradient() = v[1];
  tape.setActive();
  tape.registerInput(x);
  tape.registerInput(y);
  real u = x * x * y + sin(y);
  tape.registerOutput(u);
  tape.setPassive();
  u.gradient() = 1.0;
  tape.evaluate();
  out[0] = x.gradient().getGradient();
  out[1] = y.gradient().getGradient();
}
bool hessian_times_vector() {
  double h[2];
  product({1, 2}, h);
  return is_hessian_times_vector(h[0], h[1]);
}
struct function {
  template <class Vector, class Result>
  void operator()(Vector const& x, Result& y) const {
    y[0] = x[0] * x[0] * x[1] + sin(x[1]);
  }
};
bool hessian() {
  function f;
  std::vector<double> const at{at_x, at_y};
  auto h = codi::EvaluationHelper::createHessian(1, 2);
  codi::EvaluationHelper::evalHessian(f, at, 1, h);
  return is_hessian(h(0, 0, 0), h(0, 0, 1), h(0, 1, 1));
}
bool any_nesting() {
  using first = codi::RealForwardGen<double>;
  using second = codi::RealForwardGen<first>;
  using third = codi::RealForwardGen<second>;
  third x = at_x;
  x.gradient() = 1;
  x.value().gradient() = 1;
  x.value().value().gradient() = 1;
  third const y = x * x * x * x;
  return close(y.getGradient().getGradient().getGradient(), 24 * at_x);
}
bool branches() {
  for (double const at : {1.0, 3.0}) {
    codi::RealForward x = at;
    x.setGradient(1);
    codi::RealForward y;
    if (x > 2) y = x * x;
    else y = 3 * x;
    if (!is_slope_of_branch(at, y.getGradient())) return false;
  }
  return true;
}
int main() {
  return report({FEATURE(reverse_mode), FEATURE(forward_mode), FEATURE(hessian),
                 FEATURE(hessian_times_vector), FEATURE(any_nesting), FEATURE(branches)});
}

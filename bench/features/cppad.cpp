// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <cppad/cppad.hpp>

#include <vector>

using CppAD::AD;
using numbers = std::vector<double>;

CppAD::ADFun<double> recorded() {
  std::vector<AD<double>> x{at_x, at_y};
  CppAD::Independent(x);
  std::vector<AD<double>> y{x[0] * x[0] * x[1] + sin(x[1])};
  return CppAD::ADFun<double>(x, y);
}
bool reverse_mode() {
  auto f = recorded();
  f.Forward(0, numbers{at_x, at_y});
  numbers const g = f.Reverse(1, numbers{1});
  return is_gradient(g[0], g[1]);
}
bool forward_mode() {
  auto f = recorded();
  f.Forward(0, numbers{at_x, at_y});
  return is_gradient(f.Forward(1, numbers{1, 0})[0], f.Forward(1, numbers{0, 1})[0]);
}
bool hessian() {
  auto f = recorded();
  numbers const h = f.Hessian(numbers{at_x, at_y}, 0);
  return is_hessian(h[0], h[1], h[3]);
}
bool hessian_times_vector() {
  auto f = recorded();
  f.Forward(0, numbers{at_x, at_y});
  f.Forward(1, numbers{1, 2});
  numbers const d = f.Reverse(2, numbers{1});
  return is_hessian_times_vector(d[1], d[3]);
}
bool any_nesting() {  // the gradient as a function of its own, recorded with AD<AD<double>>
  std::vector<AD<double>> outer{at_x};
  CppAD::Independent(outer);
  std::vector<AD<AD<double>>> inner{outer[0]};
  CppAD::Independent(inner);
  std::vector<AD<AD<double>>> y{inner[0] * inner[0] * inner[0] * inner[0]};
  CppAD::ADFun<AD<double>> f(inner, y);
  CppAD::ADFun<double> slope(outer, f.Jacobian(outer));
  return close(slope.Hessian(numbers{at_x}, 0)[0], 24 * at_x);
}
bool sparse() {
  std::vector<AD<double>> x(3, 1.0);
  CppAD::Independent(x);
  std::vector<AD<double>> y{x[0] * x[0], x[1] * x[1], x[2] * x[2]};
  CppAD::ADFun<double> f(x, y);
  numbers const j = f.SparseJacobian(numbers{1, 2, 3});
  return close(j[0], 2) && close(j[4], 4) && close(j[8], 6) && j[1] == 0;
}
bool branches_of_the_program_stay_as_recorded() {
  std::vector<AD<double>> x{3.0};
  CppAD::Independent(x);
  std::vector<AD<double>> y{x[0] > 2.0 ? AD<double>(x[0] * x[0]) : AD<double>(3.0 * x[0])};
  CppAD::ADFun<double> f(x, y);
  return close(f.Jacobian(numbers{1})[0], 2);  // right for x > 2 alone
}
bool branches_by_cond_exp() {
  std::vector<AD<double>> x{3.0};
  CppAD::Independent(x);
  std::vector<AD<double>> y{
      CppAD::CondExpGt(x[0], AD<double>(2.0), AD<double>(x[0] * x[0]), AD<double>(3.0 * x[0]))};
  CppAD::ADFun<double> f(x, y);
  return is_slope_of_branch(1, f.Jacobian(numbers{1})[0]) &&
         is_slope_of_branch(4, f.Jacobian(numbers{4})[0]);
}
int main() {
  return report({FEATURE(reverse_mode), FEATURE(forward_mode), FEATURE(hessian),
                 FEATURE(hessian_times_vector), FEATURE(any_nesting), FEATURE(sparse),
                 FEATURE(branches_of_the_program_stay_as_recorded), FEATURE(branches_by_cond_exp)});
}

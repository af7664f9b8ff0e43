// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <adolc/adolc.h>

void record() {
  trace_on(1);
  adouble x, y;
  x <<= at_x;
  y <<= at_y;
  adouble const u = x * x * y + sin(y);
  double value = 0;
  adouble result = u;
  result >>= value;
  trace_off();
}
bool reverse_mode() {
  record();
  double at[] = {at_x, at_y}, g[2];
  gradient(1, 2, at, g);
  return is_gradient(g[0], g[1]);
}
bool forward_mode() {
  record();
  double at[] = {at_x, at_y}, x_only[] = {1, 0}, y_only[] = {0, 1}, value[1], dx[1], dy[1];
  fos_forward(1, 1, 2, 0, at, x_only, value, dx);
  fos_forward(1, 1, 2, 0, at, y_only, value, dy);
  return is_gradient(dx[0], dy[0]);
}
bool hessian() {
  record();
  double at[] = {at_x, at_y}, first[1], second[2];
  double* rows[] = {first, second};
  ::hessian(1, 2, at, rows);
  return is_hessian(first[0], second[0], second[1]);
}
bool hessian_times_vector() {
  record();
  double at[] = {at_x, at_y}, v[] = {1, 2}, h[2];
  hess_vec(1, 2, at, v, h);
  return is_hessian_times_vector(h[0], h[1]);
}
void record_branch(double at, bool by_condassign) {
  trace_on(2);
  adouble x, y;
  x <<= at;
  if (by_condassign) {
    adouble const square = x * x, line = 3 * x;
    condassign(y, x - 2, square, line);
  } else if (x > 2) {
    y = x * x;
  } else {
    y = 3 * x;
  }
  double value = 0;
  y >>= value;
  trace_off();
}
bool a_branch_switch_is_refused() {
  record_branch(3, false);
  double at[] = {1}, g[1];
  return gradient(2, 1, at, g) < 0;
}
bool branches_by_condassign() {
  record_branch(3, true);
  double at[] = {1}, g[1];
  return gradient(2, 1, at, g) >= 0 && is_slope_of_branch(1, g[0]);
}
int main() {
  return report({FEATURE(reverse_mode), FEATURE(forward_mode), FEATURE(hessian),
                 FEATURE(hessian_times_vector), FEATURE(a_branch_switch_is_refused),
                 FEATURE(branches_by_condassign)});
}

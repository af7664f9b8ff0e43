// SPDX-License-Identifier: BSL-1.0
#include "feature.hpp"

#include <torch/torch.h>

auto leaf(double value) {
  return torch::tensor(value, torch::TensorOptions().dtype(torch::kDouble).requires_grad(true));
}
auto slope(torch::Tensor const& y, torch::Tensor const& x) {
  return torch::autograd::grad({y}, {x}, {}, true, true)[0];
}
bool reverse_mode() {
  auto x = leaf(at_x), y = leaf(at_y);
  (x * x * y + torch::sin(y)).backward();
  return is_gradient(x.grad().item<double>(), y.grad().item<double>());
}
bool hessian_times_vector() {
  auto x = leaf(at_x), y = leaf(at_y);
  auto const u = x * x * y + torch::sin(y);
  auto const along = slope(u, x) + 2 * slope(u, y);
  return is_hessian_times_vector(slope(along, x).item<double>(), slope(along, y).item<double>());
}
bool any_nesting() {
  auto x = leaf(at_x);
  return close(slope(slope(slope(x * x * x * x, x), x), x).item<double>(), 24 * at_x);
}
bool tensors() {
  auto const x = torch::ones({2, 3, 4}, torch::requires_grad());
  x.sum().backward();
  return x.grad().sizes() == x.sizes();
}
bool branches() {
  for (double const at : {1.0, 3.0}) {
    auto x = leaf(at);
    (x.item<double>() > 2 ? x * x : 3 * x).backward();
    if (!is_slope_of_branch(at, x.grad().item<double>())) return false;
  }
  return true;
}
int main() {
  return report({FEATURE(reverse_mode), FEATURE(hessian_times_vector), FEATURE(any_nesting),
                 FEATURE(tensors), FEATURE(branches)});
}

// SPDX-License-Identifier: BSL-1.0
// libtorch as its documentation has it: tensors without axes that require a gradient,
// `torch::autograd::grad`.
#include <torch/torch.h>

#include "checked.hpp"

#include <vector>

namespace {

template <class Function>
void by_torch(double const* x, double* gradient) {
  std::vector<torch::Tensor> at;
  for (int i = 0; i < Function::inputs; ++i)
    at.push_back(torch::scalar_tensor(x[i], torch::dtype(torch::kFloat64).requires_grad(true)));
  auto const made = torch::autograd::grad({Function::value(at.data())}, at);
  for (int i = 0; i < Function::inputs; ++i)
    gradient[i] = made[static_cast<std::size_t>(i)].template item<double>();
}

[[maybe_unused]] bool const registered = [] {
  add_checked<few_operations>("torch", by_torch<few_operations>);
  add_checked<long_chain>("torch", by_torch<long_chain>);
  return true;
}();

}  // namespace

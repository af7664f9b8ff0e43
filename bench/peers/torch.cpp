// SPDX-License-Identifier: BSL-1.0
// libtorch as its documentation has it: tensors without axes that require a gradient,
// `torch::autograd::grad`.
#include <torch/torch.h>

#include "checked.hpp"
#include "network.hpp"

#include <memory>
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

/// On one thread, as everything here.
void add_network() {
  struct state {
    network::data given;
    torch::Tensor images, labels, w1, b1, w2, b2;
  };
  torch::set_num_threads(1);
  auto const s = std::make_shared<state>();
  auto const tensor = [](std::vector<float>& values, std::vector<std::int64_t> const& extents,
                         bool is_variable) {
    return torch::from_blob(values.data(), extents, torch::kFloat32)
        .clone()
        .set_requires_grad(is_variable);
  };
  network::data& d = s->given;
  s->images = tensor(d.images, {network::batch, network::inputs}, false);
  s->labels = torch::from_blob(d.labels.data(), {network::batch}, torch::kInt32).to(torch::kInt64);
  s->w1 = tensor(d.w1, {network::inputs, network::hidden}, true);
  s->b1 = tensor(d.b1, {network::hidden}, true);
  s->w2 = tensor(d.w2, {network::hidden, network::classes}, true);
  s->b2 = tensor(d.b2, {network::classes}, true);
  auto const step = [s] {
    auto const y = torch::tanh(torch::addmm(s->b1, s->images, s->w1));
    auto const loss =
        torch::nn::functional::cross_entropy(torch::addmm(s->b2, y, s->w2), s->labels);
    for (torch::Tensor* each : {&s->w1, &s->b1, &s->w2, &s->b2}) each->mutable_grad().reset();
    loss.backward();
    benchmark::DoNotOptimize(loss.item<float>());
  };
  step();
  network::check("torch", s->w1.grad().sum().item<double>(), s->w2.grad().sum().item<double>());
  network::add("network_784/torch", step);
}

[[maybe_unused]] bool const registered = [] {
  add_network();
  add_checked<few_operations>("torch", by_torch<few_operations>);
  add_checked<long_chain>("torch", by_torch<long_chain>);
  return true;
}();

}  // namespace

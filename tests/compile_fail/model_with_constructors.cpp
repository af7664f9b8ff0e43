// SPDX-License-Identifier: BSL-1.0
// expect: the variables of a class with constructors or private members are not seen: make it a struct of plain members, which a function makes, or collect them in a std::vector
// at most: 12 lines
#include <typegrad/typegrad.hpp>

#include <typegrad/nn/dynamic_parameters.hpp>

namespace tg = typegrad;

struct layer {
#ifdef SHOULD_FAIL
  layer(int in, int out) : w(tg::dynamic_tensor<float>(tg::shape{in, out})) {}
#endif
  tg::variable<float> w;
};

void forget(layer const& model) { tg::zero_grad(model); }

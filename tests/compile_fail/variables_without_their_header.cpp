// SPDX-License-Identifier: BSL-1.0
// expect: update(model) of variables needs #include <typegrad/nn.hpp>
// at most: 15 lines
#include <typegrad/typegrad.hpp>

#include <typegrad/nn/momentum_sgd.hpp>
#include <typegrad/nn/parameters_of.hpp>

#ifndef SHOULD_FAIL
#include <typegrad/nn/dynamic_parameters.hpp>
#endif

namespace tg = typegrad;

struct layer {
  tg::variable<float> w;
};

void learn(layer& model, tg::momentum_sgd<layer>& optimizer) { optimizer.update(model); }

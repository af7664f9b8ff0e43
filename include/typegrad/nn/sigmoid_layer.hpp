// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/nn/layer_values.hpp>

namespace typegrad {

/// The layer 1 / (1 + exp(-x)): forward keeps the output, which backward needs. It has no
/// parameters. Needs <typegrad/typegrad.hpp>; `sigmoid_layer<dynamic_tensor<double>>`
/// <typegrad/nn/dynamic_parameters.hpp>, too.
///
/// source    Saito, "Deep Learning from Scratch 2", section 1.3.5
template <class Number, index_t... Extents>
struct sigmoid_layer {
  using value = typename layer_output<Number, Extents...>::type;

  value output{};

  constexpr std::tuple<> params() { return {}; }
  constexpr std::tuple<> grads() { return {}; }

  constexpr value forward(value const& x) { return output = sigmoid(x); }
  constexpr value backward(value const& dy) const {
    return compute_layer([](auto const& upstream, auto const& y) { return upstream * (1 - y) * y; },
                         dy, output);
  }
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>

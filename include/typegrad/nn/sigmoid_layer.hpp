// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops.hpp>

#include <tuple>

namespace typegrad {

/// The layer 1 / (1 + exp(-x)): forward keeps the output, which backward needs. It has no parameters.
/// Needs <typegrad/typegrad.hpp>.
///
/// source    Saito, "Deep Learning from Scratch 2", section 1.3.5
template <class T, index_t... E>
struct sigmoid_layer {
  tensor<T, E...> output{};

  constexpr std::tuple<> params() { return {}; }
  constexpr std::tuple<> grads() { return {}; }

  constexpr tensor<T, E...> forward(tensor<T, E...> const& x) { return output = sigmoid(x); }
  constexpr tensor<T, E...> backward(tensor<T, E...> const& dy) const {
    return evaluate([](auto const& upstream, auto const& y) { return upstream * (1 - y) * y; })(
        dy, output);
  }
};

}  // namespace typegrad

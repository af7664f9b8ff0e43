// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/ops.hpp>

#include <tuple>

namespace typegrad {

/// What the parameters and the batches of a layer are: tensors of fixed extents,
/// `affine_layer<double, 3, 2>`, or, with <typegrad/nn/dynamic_parameters.hpp>, of any shape,
/// `affine_layer<dynamic_tensor<double>>`.
template <class T, index_t... E>
struct layer_values;

template <class T, index_t In, index_t Out>
struct layer_values<T, In, Out> {
  using weight = tensor<T, In, Out>;
  using offset = tensor<T, Out>;
  /// Where the batch stands that `forward` was given.
  using kept_input = T const*;

  template <index_t N>
  static constexpr kept_input keep(tensor<T, N, In> const& x) {
    return x.data();
  }
  /// The batch again, of which `dy` is the gradient on the other side.
  template <index_t N>
  static constexpr tensor<T, N, In> batch(kept_input input, tensor<T, N, Out> const&) {
    TYPEGRAD_ASSERT(input != nullptr);  // backward comes after forward
    return tensor<T, N, In>(input);
  }
  template <class X>
  static constexpr X zeros_like(X const&) {
    return {};
  }
};

/// The output of a layer without parameters.
template <class T, index_t... E>
struct layer_output {
  using type = tensor<T, E...>;
};

/// A batch that `forward` takes, and a gradient that `backward` takes.
template <class X, class Values>
concept LayerInput = requires(X const& x) { Values::keep(x); };
template <class X, class Values>
concept LayerGradient =
    requires(X const& dy, typename Values::kept_input input) { Values::batch(input, dy); };

/// `f(x...)` as one program.
template <class F, class X, class... Rest>
constexpr auto compute_layer(F f, X const& x, Rest const&... rest) {
  return evaluate(f)(x, rest...);
}

/// Puts new numbers into the memory of a gradient that others may hold.
template <class X>
constexpr void overwrite_gradient(X& gradient, X const& value) {
  gradient = value;
}

}  // namespace typegrad

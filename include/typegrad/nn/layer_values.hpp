// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/ops.hpp>

#include <tuple>

namespace typegrad {

/// What the parameters and the batches of a layer are: tensors of fixed extents,
/// `affine_layer<double, 3, 2>`, or, with <typegrad/nn/dynamic_parameters.hpp>, of any shape,
/// `affine_layer<dynamic_tensor<double>>`.
template <class Number, index_t... Extents>
struct layer_values;

template <class Number, index_t In, index_t Out>
struct layer_values<Number, In, Out> {
  using weight = tensor<Number, In, Out>;
  using offset = tensor<Number, Out>;
  /// Where the batch stands that `forward` was given.
  using kept_input = Number const*;

  template <index_t Count>
  static constexpr kept_input keep(tensor<Number, Count, In> const& x) {
    return x.data();
  }
  /// The batch again, of which `dy` is the gradient on the other side.
  template <index_t Count>
  static constexpr tensor<Number, Count, In> batch(kept_input input,
                                                   tensor<Number, Count, Out> const&) {
    TYPEGRAD_ASSERT(input != nullptr);  // backward comes after forward
    return tensor<Number, Count, In>(input);
  }
  template <class Value>
  static constexpr Value zeros_like(Value const&) {
    return {};
  }
};

/// The output of a layer without parameters.
template <class Number, index_t... Extents>
struct layer_output {
  using type = tensor<Number, Extents...>;
};

/// A batch that `forward` takes, and a gradient that `backward` takes.
template <class Value, class Values>
concept LayerInput = requires(Value const& x) { Values::keep(x); };
template <class Value, class Values>
concept LayerGradient =
    requires(Value const& dy, typename Values::kept_input input) { Values::batch(input, dy); };

/// `f(x...)` as one program.
template <class Function, class Value, class... Rest>
constexpr auto compute_layer(Function f, Value const& x, Rest const&... rest) {
  return evaluate(f)(x, rest...);
}

/// Of y = x w: dy w^T, and x^T dy.
template <class Result, class Weight>
constexpr auto gradient_of_input(Result const& dy, Weight const& w) {
  return compute_layer([](auto const& a, auto const& b) { return matmul(a, transpose(b)); }, dy, w);
}
template <class Value, class Result>
constexpr auto gradient_of_weight(Value const& x, Result const& dy) {
  return compute_layer([](auto const& a, auto const& b) { return matmul(transpose(a), b); }, x, dy);
}

/// Puts new numbers into the memory of a gradient that others may hold.
template <class Value>
constexpr void overwrite_gradient(Value& gradient, Value const& value) {
  gradient = value;
}

}  // namespace typegrad

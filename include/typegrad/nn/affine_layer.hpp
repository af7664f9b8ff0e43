// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/nn/layer_values.hpp>

namespace typegrad {

/// The layer x w + b; as `matmul_layer`, with an offset whose gradient is dy summed over the batch.
///
///     tg::affine_layer<double, 3, 2> fixed{.weight = w, .offset = b};
///     tg::affine_layer layer{dynamic_weight, dynamic_offset};     // with
///     <typegrad/nn/dynamic_parameters.hpp>
///
/// shape     x: (n, In), dy: (n, Out), any n
/// errors    `forward` takes no temporary, because x is read again by `backward`
/// source    Saito, "Deep Learning from Scratch 2", section 1.3.5
template <class Number, index_t... Extents>
struct affine_layer {
  using values = layer_values<Number, Extents...>;

  typename values::weight weight{};
  typename values::offset offset{};
  typename values::weight weight_gradient = values::zeros_like(weight);
  typename values::offset offset_gradient = values::zeros_like(offset);
  typename values::kept_input input = nullptr;

  constexpr auto params() { return std::tie(weight, offset); }
  constexpr auto grads() { return std::tie(weight_gradient, offset_gradient); }

  template <LayerInput<values> Value>
  constexpr auto forward(Value const& x) {
    auto const kept = values::keep(x);
    auto y =
        compute_layer([](auto const& a, auto const& w, auto const& b) { return linear(a, w, b); },
                      x, weight, offset);
    input = kept;
    return y;
  }
  template <class Value>
    requires(!std::is_lvalue_reference_v<Value>)
  void forward(Value&&) = delete;

  template <LayerGradient<values> Result>
  constexpr auto backward(Result const& dy) {
    auto const& x = values::batch(input, dy);
    auto dx = gradient_of_input(dy, weight);
    overwrite_gradient(weight_gradient, gradient_of_weight(x, dy));
    overwrite_gradient(offset_gradient, sum<0>(dy));
    return dx;
  }
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>

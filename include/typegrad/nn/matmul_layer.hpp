// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/nn/layer_values.hpp>

namespace typegrad {

/// The layer x w, with its gradient worked out by hand: forward keeps where x is, backward
/// overwrites the gradient in place and gives dx. With `grad` no layers are needed; this is how
/// they work. Needs <typegrad/typegrad.hpp>.
///
///     tg::matmul_layer<double, 3, 2> fixed{.weight = w};
///     tg::matmul_layer layer{dynamic_weight};     // with <typegrad/nn/dynamic_parameters.hpp>
///
/// shape     x: (n, In), dy: (n, Out), any n
/// errors    `forward` takes no temporary, because x is read again by `backward`
/// source    Saito, "Deep Learning from Scratch 2", section 1.3.4
template <class Number, index_t... Extents>
struct matmul_layer {
  using values = layer_values<Number, Extents...>;

  typename values::weight weight{};
  typename values::weight weight_gradient = values::zeros_like(weight);
  typename values::kept_input input = nullptr;

  constexpr auto params() { return std::tie(weight); }
  constexpr auto grads() { return std::tie(weight_gradient); }

  template <LayerInput<values> Value>
  constexpr auto forward(Value const& x) {
    auto const kept = values::keep(x);
    auto y = matmul(x, weight);
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
    return dx;
  }
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>

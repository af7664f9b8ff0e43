// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = x for x > 0, else 0, element by element; integers stay integers.
///
/// shape     x: S  ->  S
/// backward  dx = dy where y > 0, else 0           reads y
/// domain    all x; NaN stays
/// edge      the slope at 0 is 0; selected, not multiplied, so that no NaN comes from the side not
///           taken
/// source    JAX, `jax.nn.relu`
struct relu_operation : element_wise<1> {
  static constexpr auto name = "relu";
  static constexpr int cost = 1;

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& x) {
    return (math::max)(x, Number(0));
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto, auto y) {
    return where(y > 0, gy, 0);
  }
};

namespace ops {
using relu = relu_operation;
}

/// The larger of x and 0, element by element, with slope 0 at 0.
template <Operand Value>
constexpr applied<ops::relu, Value> relu(Value const& x) {
  return apply<ops::relu>(x);
}

}  // namespace typegrad

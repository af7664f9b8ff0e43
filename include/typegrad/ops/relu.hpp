// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/typed_operand.hpp>

namespace typegrad {

/// y = x for x > 0, else 0, element by element; integers stay integers.
///
/// shape     x: S  ->  S
/// backward  dx = dy where y > 0, else 0           reads y
/// domain    all x; NaN stays
/// edge      the slope at 0 is 0; selected, not multiplied, so that no NaN comes from the side not
///           taken
struct relu_operation : element_wise<1> {
  static constexpr auto name = "relu";

  template <class T>
  static constexpr T forward(T const& x) {
    return (math::max)(x, T(0));
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto, auto y) {
    return where(y > 0, gy, 0);
  }
};

namespace ops {
using relu = relu_operation;
}

/// The larger of x and 0, element by element, with slope 0 at 0.
template <Operand X>
constexpr applied<ops::relu, X> relu(X const& x) {
  return apply<ops::relu>(x);
}

}  // namespace typegrad

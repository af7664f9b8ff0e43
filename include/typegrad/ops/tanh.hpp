// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// s = 1 - y^2 with y = tanh(x): within 4 ulp far out too, where 1 - y^2 has no digits left. There
/// it is e (1 + |y|)^2 with e = e^(-2 |x|). A function of x; y is its second operand for the price
/// alone.
///
/// backward  dx = -ds 2 y s                        reads y and s
struct tanh_slope_operation : element_wise<2> {
  static constexpr auto name = "tanh_slope";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x, Number const& y) {
    if (math::is_constant_nan(y)) return y;
    Number const square = y * y;
    auto const near = square <= Number(0.5);
    if constexpr (std::is_arithmetic_v<Number>)
      if (near) return Number(1) - square;
    Number const once = Number(1) + (math::abs)(y);
    Number const far = math::exp(Number(-2) * (math::abs)(x)) * (once * once);
    return math::select(near, Number(1) - square, far);
  }
  static constexpr auto partial(wrt_operand<0>, auto, auto y, auto s) { return -2 * (y * s); }
};

/// y = tanh(x), element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy (1 - y^2)                     reads y, and x where |y| > 0.7
/// domain    all x
/// edge      1 with its sign at infinities, with the slope 0
/// source    DLMF 4.28
struct tanh_operation : element_wise<1> {
  static constexpr auto name = "tanh";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::tanh(x);
  }
  static constexpr auto partial(auto x, auto y) { return apply<tanh_slope_operation>(x, y); }
};

namespace ops {
using tanh = tanh_operation;
}

/// The hyperbolic tangent of x, element by element.
template <Operand Value>
constexpr applied<ops::tanh, Value> tanh(Value const& x) {
  return apply<ops::tanh>(x);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// s = y (1 - y) with y = sigmoid(x): within 4 ulp far out too, where 1 - y has no digits left.
/// There it is y^2 e^-x. A function of x; y is its second operand for the price alone.
///
/// backward  dx = ds s (1 - 2 y)                   reads y and s
struct sigmoid_slope_operation : element_wise<2> {
  static constexpr auto name = "sigmoid_slope";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x, Number const& y) {
    if (math::is_constant_nan(y)) return y;
    auto const near = y <= Number(0.75);
    if constexpr (std::is_arithmetic_v<Number>)
      if (near) return y * (Number(1) - y);
    Number const e = math::exp(-(math::abs)(x));
    return y * math::select(near, Number(1) - y, y * e);
  }
  static constexpr auto partial(wrt_operand<0>, auto, auto y, auto s) { return s * (1 - 2 * y); }
};

/// y = 1 / (1 + e^-x), element by element, without overflow: e^-|x| is all that is computed.
///
/// shape     x: S  ->  S
/// backward  dx = dy y (1 - y)                     reads y, and x where y > 3/4
/// domain    all x; 0 at -infinity, 1 at infinity
/// edge      the slope is 0 at infinities
/// cost      one exponential and one division
/// source    JAX, `jax.nn.sigmoid`
struct sigmoid_operation : element_wise<1> {
  static constexpr auto name = "sigmoid";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    if (math::is_constant_nan(x)) return x;
    Number const e = math::exp(-(math::abs)(x));
    return math::select(x < Number(0), e, Number(1)) / (Number(1) + e);
  }
  static constexpr auto partial(auto x, auto y) { return apply<sigmoid_slope_operation>(x, y); }
};

namespace ops {
using sigmoid = sigmoid_operation;
}

/// The logistic function 1 / (1 + e^-x), element by element.
template <Operand Value>
constexpr applied<ops::sigmoid, Value> sigmoid(Value const& x) {
  return apply<ops::sigmoid>(x);
}

}  // namespace typegrad

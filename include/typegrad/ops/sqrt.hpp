// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the square root of x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = 0.5 (dy / y)                      reads y
/// domain    x >= 0; NaN below
/// edge      the slope at 0 is infinite, as IEEE 754 divides: an adjoint of 0 becomes NaN there
/// source    DLMF 4.2(iv)
struct sqrt_operation : element_wise<1> {
  static constexpr auto name = "sqrt";
  static constexpr int cost = 8;
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::sqrt(x);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto, auto y) { return 0.5 * (gy / y); }
};

namespace ops {
using sqrt = sqrt_operation;
}

/// The square root of x, element by element.
template <Operand Value>
constexpr applied<ops::sqrt, Value> sqrt(Value const& x) {
  return apply<ops::sqrt>(x);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the inverse hyperbolic cosine of x, element by element; y >= 0.
///
/// shape     x: S  ->  S
/// backward  dx = dy / (sqrt(x - 1) sqrt(x + 1))   reads x
/// domain    x >= 1; NaN below
/// edge      the slope at 1 is infinite; the factors keep the digits there that x^2 - 1 loses
/// source    DLMF 4.37
struct acosh_operation : element_wise<1> {
  static constexpr auto name = "acosh";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::acosh(x);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) {
    return gy / (sqrt(x - 1) * sqrt(x + 1));
  }
};

namespace ops {
using acosh = acosh_operation;
}

/// The inverse hyperbolic cosine of x, element by element.
template <Operand Value>
constexpr applied<ops::acosh, Value> acosh(Value const& x) {
  return apply<ops::acosh>(x);
}

}  // namespace typegrad

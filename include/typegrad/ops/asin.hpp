// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the angle in [-pi/2, pi/2] whose sine is x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy / sqrt((1 - x) (1 + x))       reads x
/// units     y in radians
/// domain    -1 <= x <= 1; NaN outside
/// edge      the slope at 1 and -1 is infinite; the product keeps the digits there that 1 - x^2
///           loses
/// source    DLMF 4.23
struct asin_operation : element_wise<1> {
  static constexpr auto name = "asin";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::asin(x);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) {
    return gy / sqrt((1 - x) * (1 + x));
  }
};

namespace ops {
using asin = asin_operation;
}

/// The inverse sine of x, element by element, in radians.
template <Operand Value>
constexpr applied<ops::asin, Value> asin(Value const& x) {
  return apply<ops::asin>(x);
}

}  // namespace typegrad

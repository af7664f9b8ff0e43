// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the inverse hyperbolic tangent of x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy / ((1 - x) (1 + x))           reads x
/// domain    -1 <= x <= 1; infinite at 1 and -1, NaN outside
/// edge      the slope at 1 and -1 is infinite; the product keeps the digits there that 1 - x^2
///           loses
/// source    DLMF 4.37
struct atanh_operation : element_wise<1> {
  static constexpr auto name = "atanh";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::atanh(x);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) {
    return gy / ((1 - x) * (1 + x));
  }
};

namespace ops {
using atanh = atanh_operation;
}

/// The inverse hyperbolic tangent of x, element by element.
template <Operand Value>
constexpr applied<ops::atanh, Value> atanh(Value const& x) {
  return apply<ops::atanh>(x);
}

}  // namespace typegrad

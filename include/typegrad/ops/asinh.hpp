// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the inverse hyperbolic sine of x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy / sqrt(1 + x^2)               reads x
/// domain    all x
/// edge      infinities stay
/// source    DLMF 4.37
struct asinh_operation : element_wise<1> {
  static constexpr auto name = "asinh";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::asinh(x);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) { return gy / hypot(x, 1); }
};

namespace ops {
using asinh = asinh_operation;
}

/// The inverse hyperbolic sine of x, element by element.
template <Operand Value>
constexpr applied<ops::asinh, Value> asinh(Value const& x) {
  return apply<ops::asinh>(x);
}

}  // namespace typegrad

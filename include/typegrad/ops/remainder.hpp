// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/rint.hpp>

namespace typegrad {

/// r = x - n y with n the integer nearest to x / y, halves to even, element by element: exact.
///
/// shape     x: S, y: T  ->  the broadcast of S and T; integers become float64
/// backward  dx = dr, dy = -n dr                   reads x, y and r
/// domain    remainder(x, 0) and remainder(inf, y) are NaN; remainder(x, inf) = x
/// edge      as std::remainder, so that code that calls it gives the same number when it is traced;
///           NumPy's remainder, with the sign of y, is `mod`
/// source    C17 7.12.10.2, IEEE 754-2019 5.3.1
struct remainder_operation : element_wise<2> {
  static constexpr auto name = "remainder";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x, Number const& y) {
    return math::remainder(x, y);
  }
  static constexpr auto partial(wrt_operand<0>, auto, auto, auto) { return 1; }
  static constexpr auto partial(wrt_operand<1>, auto x, auto y, auto r) {
    return rint((r - x) / y);
  }
};

namespace ops {
using remainder = remainder_operation;
}

/// What is left of x when the nearest multiple of y is taken away, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::remainder, Left, Right> remainder(Left const& x, Right const& y) {
  return apply<ops::remainder>(x, y);
}

}  // namespace typegrad

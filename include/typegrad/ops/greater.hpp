// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// y = a > b, element by element: a mask. `a < b` is recorded as `b > a`.
///
/// shape     a: S, b: T  ->  the broadcast of S and T, boolean
/// backward  none: the answer is piecewise constant
/// domain    all; false where an operand is NaN
/// edge      0 and -0 are equal: neither is greater
/// source    NumPy, `numpy.greater`
struct greater_operation : mask_operation<2> {
  static constexpr auto name = "greater";
  static constexpr auto call = "a > b";

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr auto forward(Number const& a, Number const& b) {
    return a > b;
  }
};

namespace ops {
using greater = greater_operation;
}

/// The mask of a > b, element by element.
template <class Left, class Right>
  requires Operands<Left, Right>
constexpr applied<ops::greater, Left, Right> operator>(Left const& a, Right const& b) {
  return apply<ops::greater>(a, b);
}
template <Operand Left, Operand Right>
constexpr applied<ops::greater, Left, Right> greater(Left const& a, Right const& b) {
  return apply<ops::greater>(a, b);
}

/// The mask of a < b, element by element.
template <class Left, class Right>
  requires Operands<Left, Right>
constexpr applied<ops::greater, Right, Left> operator<(Left const& a, Right const& b) {
  return apply<ops::greater>(b, a);
}
template <Operand Left, Operand Right>
constexpr applied<ops::greater, Right, Left> less(Left const& a, Right const& b) {
  return apply<ops::greater>(b, a);
}

}  // namespace typegrad

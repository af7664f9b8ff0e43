// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// y = a >= b, element by element: a mask. `a <= b` is recorded as `b >= a`.
///
/// shape     a: S, b: T  ->  the broadcast of S and T, boolean
/// backward  none: the answer is piecewise constant
/// domain    all; false where an operand is NaN
/// edge      0 and -0 are equal: both hold
/// source    NumPy, `numpy.greater_equal`
struct greater_equal_operation : mask_operation<2> {
  static constexpr auto name = "greater_equal";
  static constexpr auto call = "a >= b";

  template <class Number>
  static constexpr auto forward(Number const& a, Number const& b) {
    return a >= b;
  }
};

namespace ops {
using greater_equal = greater_equal_operation;
}

/// The mask of a >= b, element by element.
template <class Left, class Right>
  requires Operands<Left, Right>
constexpr applied<ops::greater_equal, Left, Right> operator>=(Left const& a, Right const& b) {
  return apply<ops::greater_equal>(a, b);
}
template <Operand Left, Operand Right>
constexpr applied<ops::greater_equal, Left, Right> greater_equal(Left const& a, Right const& b) {
  return apply<ops::greater_equal>(a, b);
}

/// The mask of a <= b, element by element.
template <class Left, class Right>
  requires Operands<Left, Right>
constexpr applied<ops::greater_equal, Right, Left> operator<=(Left const& a, Right const& b) {
  return apply<ops::greater_equal>(b, a);
}
template <Operand Left, Operand Right>
constexpr applied<ops::greater_equal, Right, Left> less_equal(Left const& a, Right const& b) {
  return apply<ops::greater_equal>(b, a);
}

}  // namespace typegrad

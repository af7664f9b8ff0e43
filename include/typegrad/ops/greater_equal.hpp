// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/mask.hpp>
#include <typegrad/op/typed_operand.hpp>

namespace typegrad {

/// y = a >= b, element by element: a mask. `a <= b` is recorded as `b >= a`.
///
/// shape     a: S, b: T  ->  the broadcast of S and T, boolean
/// backward  none: the answer is piecewise constant
/// domain    all; false where an operand is NaN
struct greater_equal_operation : mask_operation<2> {
  static constexpr auto name = "greater_equal";
  static constexpr auto call = "a >= b";

  template <class T>
  static constexpr auto forward(T const& a, T const& b) {
    return a >= b;
  }
  static constexpr symbol simplify(auto a, auto b, node_signature made) {
    return fold_mask<greater_equal_operation>(a, b, made);
  }
};

namespace ops {
using greater_equal = greater_equal_operation;
}

/// The mask of a >= b, element by element.
template <class A, class B>
  requires Operands<A, B>
constexpr applied<ops::greater_equal, A, B> operator>=(A const& a, B const& b) {
  return apply<ops::greater_equal>(a, b);
}
template <Operand A, Operand B>
constexpr applied<ops::greater_equal, A, B> greater_equal(A const& a, B const& b) {
  return apply<ops::greater_equal>(a, b);
}

/// The mask of a <= b, element by element.
template <class A, class B>
  requires Operands<A, B>
constexpr applied<ops::greater_equal, B, A> operator<=(A const& a, B const& b) {
  return apply<ops::greater_equal>(b, a);
}
template <Operand A, Operand B>
constexpr applied<ops::greater_equal, B, A> less_equal(A const& a, B const& b) {
  return apply<ops::greater_equal>(b, a);
}

}  // namespace typegrad

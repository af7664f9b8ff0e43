// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/select.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// y = a and b, element by element, on masks.
///
/// shape     a: S, b: T  ->  the broadcast of S and T, boolean
/// backward  none: the answer is piecewise constant
/// branches  of a traced mask `a && b` is the same, so that a condition is one decision, with both
///           sides computed; `i < n && x(i) > 0` with a plain i is C++'s own
/// domain    all a and b: what is not 0 is true
/// edge      NaN is not 0, so true
/// source    NumPy, `numpy.logical_and`
struct logical_and_operation : mask_operation<2> {
  static constexpr auto name = "logical_and";
  static constexpr bool commutative = true;

  template <class Number>
  static constexpr auto forward(Number const& a, Number const& b) {
    return math::holds(a) && math::holds(b);
  }
  static constexpr auto identities(auto a) {
    return rewrites{
        logical_and(a, a) == a,
        logical_and(a, number<false>) == number<false>,
        logical_and(a, number<true>) == a,
    };
  }
};

namespace ops {
using logical_and = logical_and_operation;
}

/// The mask of a and b.
template <TracedMask Left, MaskBesideTraced Right>
constexpr applied<ops::logical_and, Left, Right> operator&&(Left const& a, Right const& b) {
  return apply<ops::logical_and>(a, b);
}
template <Operand Left, Operand Right>
constexpr applied<ops::logical_and, Left, Right> logical_and(Left const& a, Right const& b) {
  return apply<ops::logical_and>(a, b);
}

}  // namespace typegrad

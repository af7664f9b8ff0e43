// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/select.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// y = a or b, element by element, on masks.
///
/// shape     a: S, b: T  ->  the broadcast of S and T, boolean
/// backward  none: the answer is piecewise constant
/// branches  of a traced mask `a || b` is the same, see `logical_and`
/// domain    all a and b: what is not 0 is true
/// edge      NaN is not 0, so true
/// source    NumPy, `numpy.logical_or`
struct logical_or_operation : mask_operation<2> {
  static constexpr auto name = "logical_or";
  static constexpr bool commutative = true;

  template <class Number>
  static constexpr auto forward(Number const& a, Number const& b) {
    return math::holds(a) || math::holds(b);
  }
  static constexpr auto identities(auto a) {
    return rewrites{
        logical_or(a, a) == a,
        logical_or(a, number<true>) == number<true>,
        logical_or(a, number<false>) == a,
    };
  }
};

namespace ops {
using logical_or = logical_or_operation;
}

/// The mask of a or b.
template <TracedMask Left, MaskBesideTraced Right>
constexpr applied<ops::logical_or, Left, Right> operator||(Left const& a, Right const& b) {
  return apply<ops::logical_or>(a, b);
}
template <Operand Left, Operand Right>
constexpr applied<ops::logical_or, Left, Right> logical_or(Left const& a, Right const& b) {
  return apply<ops::logical_or>(a, b);
}

template <Recordable Symbol>
constexpr Symbol either_mask(Symbol a, Symbol b) {
  return record<ops::logical_or>({}, a, b);
}

}  // namespace typegrad

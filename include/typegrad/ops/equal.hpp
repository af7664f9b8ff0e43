// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>
#include <typegrad/ops/logical_not.hpp>

namespace typegrad {

/// y = whether a = b, element by element: a mask. `not_equal` is its negation.
///
/// shape     a: S, b: T  ->  the broadcast of S and T, boolean
/// backward  none: the answer is piecewise constant
/// domain    all; NaN equals nothing, not even itself
/// edge      0 and -0 are equal
/// errors    `==` of two tensors is not this: it says whether they are equal as a whole
/// source    NumPy, `numpy.equal`
struct equal_operation : mask_operation<2> {
  static constexpr auto name = "equal";
  static constexpr auto call = "a == b";
  static constexpr bool commutative = true;

  template <class Number>
  static constexpr auto forward(Number const& a, Number const& b) {
    return a == b;
  }
};

namespace ops {
using equal = equal_operation;
}

/// The mask of a = b, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::equal, Left, Right> equal(Left const& a, Right const& b) {
  return apply<ops::equal>(a, b);
}
/// The mask of a != b, element by element; true where an operand is NaN.
template <Operand Left, Operand Right>
constexpr applied<ops::equal, Left, Right> not_equal(Left const& a, Right const& b) {
  return apply<ops::logical_not>(apply<ops::equal>(a, b));
}

template <Recordable Symbol>
constexpr Symbol nonzero(Symbol x) {
  return not_equal(x, literal_like(x, 0.0));
}

/// Where `==` gives a mask: of numbers of which one is being traced, as in templates over the
/// scalar, and of a tensor beside a number, as in NumPy.
template <class Left, class Right>
concept EqualInParts = Operands<Left, Right> && requires {
  requires Scalar<typename typed_operand<Left>::scalar> &&
               Scalar<typename typed_operand<Right>::scalar>;
  requires typed_operand<Left>::extents.rank == 0 || typed_operand<Right>::extents.rank == 0;
  requires typed_operand<Left>::extents.rank + typed_operand<Right>::extents.rank > 0 ||
                       joint_front<Left, Right>::type::precedence > 0;
};
template <class Left, class Right>
  requires EqualInParts<Left, Right>
constexpr applied<ops::equal, Left, Right> operator==(Left const& a, Right const& b) {
  return apply<ops::equal>(a, b);
}
template <class Left, class Right>
  requires EqualInParts<Left, Right>
constexpr applied<ops::equal, Left, Right> operator!=(Left const& a, Right const& b) {
  return not_equal(a, b);
}

/// Refused: of plain tensors `==` says whether they are equal as a whole, which nobody knows of
/// traced ones.
template <class Left, class Right>
concept EqualAsAWhole = Operands<Left, Right> && is_tensor<Left> && is_tensor<Right> && requires {
  requires typed_operand<Left>::extents.rank > 0 && typed_operand<Right>::extents.rank > 0;
  requires !std::is_same_v<typename typed_operand<Left>::scalar,
                           typename typed_operand<Right>::scalar> ||
               joint_front<Left, Right>::type::precedence > 0;
};
template <class Left, class Right>
constexpr refused refuse_equality() {
  static_assert(!EqualAsAWhole<Left, Right>,
                "typegrad: a == b of tensors that are traced, or of two types: write "
                "tg::equal(a, b) for a mask, tg::all(tg::equal(a, b)) for one answer");
  return {};
}
template <class Left, class Right>
  requires EqualAsAWhole<Left, Right>
constexpr refused operator==(Left const&, Right const&) {
  return refuse_equality<Left, Right>();
}
template <class Left, class Right>
  requires EqualAsAWhole<Left, Right>
constexpr refused operator!=(Left const&, Right const&) {
  return refuse_equality<Left, Right>();
}

}  // namespace typegrad

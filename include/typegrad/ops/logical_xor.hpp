// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/select.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// y = a xor b, element by element, on masks.
///
/// shape     a: S, b: T  ->  the broadcast of S and T, boolean
/// backward  none: the answer is piecewise constant
/// domain    all a and b: what is not 0 is true
/// edge      NaN is not 0, so true
/// source    NumPy, `numpy.logical_xor`
struct logical_xor_operation : mask_operation<2> {
  static constexpr auto name = "logical_xor";
  static constexpr bool commutative = true;

  template <class Number>
  static constexpr auto forward(Number const& a, Number const& b) {
    return math::holds(a) != math::holds(b);
  }
  static constexpr auto identities(auto a) {
    return rewrites{
        logical_xor(a, a) == number<false>,
        logical_xor(a, number<false>) == a,
    };
  }
};

namespace ops {
using logical_xor = logical_xor_operation;
}

/// The mask of the elements where exactly one of a and b holds.
template <Operand Left, Operand Right>
constexpr applied<ops::logical_xor, Left, Right> logical_xor(Left const& a, Right const& b) {
  return apply<ops::logical_xor>(a, b);
}

}  // namespace typegrad

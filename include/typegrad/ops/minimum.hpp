// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/operand_mistake.hpp>
#include <typegrad/ops/share_of_ties.hpp>

namespace typegrad {

/// y = the smaller of a and b, element by element.
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy where a is taken, db = dy where b is; zero elsewhere     reads a and b
/// edge      where a = b both get half of dy, as in JAX, so that the order of the operands does not
///           matter; a is the result
/// domain    all; where an operand is NaN the result is a, as of std::min
/// source    NumPy, `numpy.minimum`
struct minimum_operation : taken_operand<minimum_operation> {
  static constexpr auto name = "minimum";
  static constexpr int cost = 1;

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& a, Number const& b) {
    return (math::min)(a, b);
  }
  static constexpr auto takes_b(auto a, auto b) { return b < a; }
  static constexpr auto identities(auto a) {
    return rewrites{
        node_of<minimum_operation>(a, a) == a,
    };
  }
};

namespace ops {
using minimum = minimum_operation;
}

/// The smaller of a and b, element by element. The smallest element of one tensor is `min(x)`.
template <Operand Left, Operand Right>
constexpr applied<ops::minimum, Left, Right>(min)(Left const& a, Right const& b) {
  constexpr bool is_no_axis = !MayMeanAnAxis<Left, Right>;
  static_assert(is_no_axis,
                "typegrad: min(x, 1) of a run-time tensor may mean an axis or a number; write "
                "min(x, {1}) or min(x, 1.0)");
  return apply<ops::minimum>(a, b);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/operand_mistake.hpp>
#include <typegrad/ops/share_of_ties.hpp>

namespace typegrad {

/// y = the larger of a and b, element by element.
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy where a is taken, db = dy where b is; zero elsewhere     reads a and b
/// edge      where a = b both get half of dy, as in JAX, so that the order of the operands does not
///           matter; a is the result
/// domain    all; where an operand is NaN the result is a, as of std::max
/// source    NumPy, `numpy.maximum`
struct maximum_operation : taken_operand<maximum_operation> {
  static constexpr auto name = "maximum";
  static constexpr int cost = 1;

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& a, Number const& b) {
    return (math::max)(a, b);
  }
  static constexpr auto takes_b(auto a, auto b) { return a < b; }
  static constexpr auto identities(auto a) {
    return rewrites{
        node_of<maximum_operation>(a, a) == a,
    };
  }
};

namespace ops {
using maximum = maximum_operation;
}

/// The larger of a and b, element by element. The largest element of one tensor is `max(x)`.
template <Operand Left, Operand Right>
constexpr applied<ops::maximum, Left, Right>(max)(Left const& a, Right const& b) {
  constexpr bool is_no_axis = !MayMeanAnAxis<Left, Right>;
  static_assert(is_no_axis,
                "typegrad: max(x, 1) of a run-time tensor may mean an axis or a number; write "
                "max(x, {1}) or max(x, 1.0)");
  return apply<ops::maximum>(a, b);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/share_of_ties.hpp>

namespace typegrad {

/// y = the larger of a and b, element by element; a NaN stands for a number that is missing.
///
/// shape     a: S, b: T  ->  the broadcast of S and T; integers become float64
/// backward  da = dy where a is taken, db = dy where b is; zero elsewhere     reads a and b
/// domain    all; NaN only where both are
/// edge      where a = b both get half of dy, as of `max`
/// source    C17 7.12.12
struct fmax_operation : taken_operand<fmax_operation> {
  static constexpr auto name = "fmax";
  static constexpr int cost = 1;
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    return math::fmax(a, b);
  }
  static constexpr auto takes_b(auto a, auto b) { return logical_or(isnan(a), a < b); }
};

namespace ops {
using fmax = fmax_operation;
}

/// The larger of a and b, NaN counting as missing: std::fmax and NumPy's fmax, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::fmax, Left, Right> fmax(Left const& a, Right const& b) {
  return apply<ops::fmax>(a, b);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/share_of_ties.hpp>

namespace typegrad {

/// y = the smaller of a and b, element by element; a NaN stands for a number that is missing.
///
/// shape     a: S, b: T  ->  the broadcast of S and T; integers become float64
/// backward  da = dy where a is taken, db = dy where b is; zero elsewhere     reads a and b
/// domain    all; NaN only where both are
/// edge      where a = b both get half of dy, as of `min`
/// source    C17 7.12.12
struct fmin_operation : taken_operand<fmin_operation> {
  static constexpr auto name = "fmin";
  static constexpr int cost = 1;
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    return math::fmin(a, b);
  }
  static constexpr auto takes_b(auto a, auto b) { return logical_or(isnan(a), b < a); }
};

namespace ops {
using fmin = fmin_operation;
}

/// The smaller of a and b, NaN counting as missing: std::fmin and NumPy's fmin, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::fmin, Left, Right> fmin(Left const& a, Right const& b) {
  return apply<ops::fmin>(a, b);
}

}  // namespace typegrad

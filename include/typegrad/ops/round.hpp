// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the integer nearest to x, halves away from zero, element by element; exact.
///
/// shape     x: S  ->  S; integers become float64
/// backward  none: it is constant between its steps
/// domain    all x; zeros keep their sign, infinities and NaN stay
/// edge      2.5 gives 3, as std::round does, so that code that calls it gives the same number when
///           it is traced; NumPy's round is `rint`
/// source    C17 7.12.9.6
struct round_operation : element_wise<1> {
  static constexpr auto name = "round";
  static constexpr int cost = 1;
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return (math::round)(x);
  }
};

namespace ops {
using round = round_operation;
}

/// The integer nearest to x, halves away from zero as in C, element by element.
template <Operand Value>
constexpr applied<ops::round, Value>(round)(Value const& x) {
  return apply<ops::round>(x);
}

}  // namespace typegrad

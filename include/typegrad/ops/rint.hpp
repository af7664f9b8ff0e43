// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the integer nearest to x, halves to the even one, element by element; exact.
///
/// shape     x: S  ->  S; integers become float64
/// backward  none: it is constant between its steps
/// domain    all x; zeros keep their sign, infinities and NaN stay
/// edge      2.5 gives 2, as std::rint and NumPy's round and rint do
/// source    NumPy, `numpy.rint`
struct rint_operation : element_wise<1> {
  static constexpr auto name = "rint";
  static constexpr int cost = 1;
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::rint(x);
  }
};

namespace ops {
using rint = rint_operation;
}

/// The integer nearest to x, halves to the even one, element by element.
template <Operand Value>
constexpr applied<ops::rint, Value> rint(Value const& x) {
  return apply<ops::rint>(x);
}

}  // namespace typegrad

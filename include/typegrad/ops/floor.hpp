// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the largest integer not above x, element by element; exact.
///
/// shape     x: S  ->  S; integers become float64
/// backward  none: it is constant between its steps
/// domain    all x; zeros keep their sign, infinities and NaN stay
/// edge      the slope is 0 at a step, too
/// source    NumPy, `numpy.floor`
struct floor_operation : element_wise<1> {
  static constexpr auto name = "floor";
  static constexpr int cost = 1;
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::floor(x);
  }
};

namespace ops {
using floor = floor_operation;
}

/// The largest integer not above x, element by element.
template <Operand Value>
constexpr applied<ops::floor, Value> floor(Value const& x) {
  return apply<ops::floor>(x);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the smallest integer not below x, element by element; exact.
///
/// shape     x: S  ->  S; integers become float64
/// backward  none: it is constant between its steps
/// domain    all x; zeros keep their sign, infinities and NaN stay
/// edge      the slope is 0 at a step, too
/// source    NumPy, `numpy.ceil`
struct ceil_operation : element_wise<1> {
  static constexpr auto name = "ceil";
  static constexpr int cost = 1;
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::ceil(x);
  }
};

namespace ops {
using ceil = ceil_operation;
}

/// The smallest integer not below x, element by element.
template <Operand Value>
constexpr applied<ops::ceil, Value> ceil(Value const& x) {
  return apply<ops::ceil>(x);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = x without its fraction, element by element; exact.
///
/// shape     x: S  ->  S; integers become float64
/// backward  none: it is constant between its steps
/// domain    all x; zeros keep their sign, infinities and NaN stay
/// edge      the slope is 0 at a step, too
/// source    NumPy, `numpy.trunc`
struct trunc_operation : element_wise<1> {
  static constexpr auto name = "trunc";
  static constexpr int cost = 1;
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::trunc(x);
  }
};

namespace ops {
using trunc = trunc_operation;
}

/// x without its fraction, element by element.
template <Operand Value>
constexpr applied<ops::trunc, Value> trunc(Value const& x) {
  return apply<ops::trunc>(x);
}

}  // namespace typegrad

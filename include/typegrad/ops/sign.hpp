// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = 1 for x > 0, -1 for x < 0, else x itself, element by element; integers stay integers.
///
/// shape     x: S  ->  S
/// backward  none: it is constant on either side of 0
/// domain    all x; zeros keep their sign, NaN stays
/// edge      the slope at 0 is 0
/// source    NumPy, `numpy.sign`
struct sign_operation : element_wise<1> {
  static constexpr auto name = "sign";
  static constexpr int cost = 1;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::sign(x);
  }
};

namespace ops {
using sign = sign_operation;
}

/// 1, 0 or -1 as x is above, at or below zero, element by element.
template <Operand Value>
constexpr applied<ops::sign, Value> sign(Value const& x) {
  return apply<ops::sign>(x);
}

}  // namespace typegrad

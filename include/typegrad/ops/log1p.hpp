// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = ln(1 + x) without cancellation near 0, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy / (1 + x)                     reads x
/// domain    x > -1; -infinity at -1, NaN below
/// edge      the slope at -1 is infinite
/// source    NumPy, `numpy.log1p`
struct log1p_operation : element_wise<1> {
  static constexpr auto name = "log1p";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::log1p(x);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) { return gy / (1 + x); }
};

namespace ops {
using log1p = log1p_operation;
}

/// The natural logarithm of 1 + x, element by element; accurate near 0.
template <Operand Value>
constexpr applied<ops::log1p, Value> log1p(Value const& x) {
  return apply<ops::log1p>(x);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the natural logarithm of x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy / x                           reads x
/// domain    x > 0; -infinity at 0, NaN below
/// edge      the slope at 0 is infinite
/// source    DLMF 4.2
struct log_operation : element_wise<1> {
  static constexpr auto name = "log";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::log(x);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) { return gy / x; }
};

namespace ops {
using log = log_operation;
}

/// The natural logarithm of x, element by element.
template <Operand Value>
constexpr applied<ops::log, Value> log(Value const& x) {
  return apply<ops::log>(x);
}

}  // namespace typegrad

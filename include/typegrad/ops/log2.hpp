// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the logarithm of x to base 2, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = (dy / ln 2) / x                  reads x
/// domain    x > 0; -infinity at 0, NaN below
/// edge      the slope at 0 is infinite
/// source    NumPy, `numpy.log2`
struct log2_operation : element_wise<1> {
  static constexpr auto name = "log2";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::log2(x);
  }
  // 1 / ln 2 to 20 digits (OEIS A007525)
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) {
    return 1.4426950408889634074 * gy / x;
  }
};

namespace ops {
using log2 = log2_operation;
}

/// The logarithm of x to base 2, element by element.
template <Operand Value>
constexpr applied<ops::log2, Value> log2(Value const& x) {
  return apply<ops::log2>(x);
}

}  // namespace typegrad

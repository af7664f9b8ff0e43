// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the logarithm of x to base 10, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = (dy / ln 10) / x                 reads x
/// domain    x > 0; -infinity at 0, NaN below
/// edge      the slope at 0 is infinite
/// source    NumPy, `numpy.log10`
struct log10_operation : element_wise<1> {
  static constexpr auto name = "log10";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::log10(x);
  }
  // 1 / ln 10 to 20 digits (OEIS A002285)
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) {
    return 0.43429448190325182765 * gy / x;
  }
};

namespace ops {
using log10 = log10_operation;
}

/// The logarithm of x to base 10, element by element.
template <Operand Value>
constexpr applied<ops::log10, Value> log10(Value const& x) {
  return apply<ops::log10>(x);
}

}  // namespace typegrad

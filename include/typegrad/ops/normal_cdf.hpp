// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = Phi(x) = erfc(-x / sqrt(2)) / 2, element by element: the standard normal distribution
/// function, which keeps its digits where it is small.
///
/// shape     x: S  ->  S
/// backward  dx = dy e^(-x^2 / 2) / sqrt(2 pi)     reads x
/// domain    all x; 0 below -38.5 (-14.2 in float)
/// source    Abramowitz and Stegun 1964, section 26.2
struct normal_cdf_operation : element_wise<1> {
  static constexpr auto name = "normal_cdf";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    if (math::is_constant_nan(x)) return x;
    // The root of a constant is folded; written as digits it would be a double among floats.
    return math::erfc(-x * math::sqrt(Number(0.5))) * Number(0.5);
  }
  // 1 / sqrt(2 pi) to 20 digits (OEIS A231863)
  static constexpr auto partial(auto x, auto) {
    return 0.39894228040143267794 * exp(-0.5 * square(x));
  }
};

namespace ops {
using normal_cdf = normal_cdf_operation;
}

/// The probability that a standard normal variable is below x, element by element.
template <Operand Value>
constexpr applied<ops::normal_cdf, Value> normal_cdf(Value const& x) {
  return apply<ops::normal_cdf>(x);
}

}  // namespace typegrad

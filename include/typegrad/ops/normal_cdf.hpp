// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/normal_pdf.hpp>

namespace typegrad {

/// y = Phi(x) = erfc(-x / sqrt(2)) / 2, element by element: the standard normal distribution
/// function, which keeps its digits where it is small.
///
/// shape     x: S  ->  S
/// backward  dx = dy phi(x), phi being `normal_pdf`    reads x
/// domain    all x; 0 below -38.5 (-14.2 in float); within 4 ulp, small values included
/// edge      0 and 1 at infinities
/// source    Abramowitz and Stegun 1964, section 26.2
struct normal_cdf_operation : element_wise<1> {
  static constexpr auto name = "normal_cdf";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::normal_cdf(x);
  }
  static constexpr auto partial(auto x, auto) { return normal_pdf(x); }
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

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = 2 / sqrt(pi) e^(-x^2), element by element: the slope of erf, within 4 ulp far out too.
///
/// backward  dx = -dy 2 x y                        reads x and y
struct erf_slope_operation : element_wise<1> {
  static constexpr auto name = "erf_slope";
  static constexpr type_rule types = type_rule::real;

  // 2 / sqrt(pi) to 21 digits (OEIS A190732)
  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::exp_of_minus_square<2>(x) * math::rounded<Number>(1.12837916709551257390);
  }
  static constexpr auto partial(auto x, auto y) { return -2 * (x * y); }
};

/// y = erf(x) = 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy 2 / sqrt(pi) e^(-x^2)         reads x
/// domain    all x
/// edge      1 with its sign at infinities
/// source    DLMF 7.2
struct erf_operation : element_wise<1> {
  static constexpr auto name = "erf";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::erf(x);
  }
  static constexpr auto partial(auto x, auto) { return apply<erf_slope_operation>(x); }
};

namespace ops {
using erf = erf_operation;
}

/// The error function of x, element by element.
template <Operand Value>
constexpr applied<ops::erf, Value> erf(Value const& x) {
  return apply<ops::erf>(x);
}

}  // namespace typegrad

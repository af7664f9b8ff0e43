// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = phi(x) = e^(-x^2 / 2) / sqrt(2 pi), element by element: the standard normal density.
///
/// shape     x: S  ->  S; integers become float64
/// backward  dx = -dy x y                          reads x and y
/// domain    all x; 0 above 38.6 in size (14.4 in float); within 4 ulp, small values included
/// edge      0 at infinities
/// source    DLMF 7.20.3
struct normal_pdf_operation : element_wise<1> {
  static constexpr auto name = "normal_pdf";
  static constexpr type_rule types = type_rule::real;

  // 1 / sqrt(2 pi) to 20 digits (OEIS A231863)
  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::exp_of_minus_square<1>(x) * math::rounded<Number>(0.39894228040143267794);
  }
  static constexpr auto partial(auto x, auto y) { return -(x * y); }
};

namespace ops {
using normal_pdf = normal_pdf_operation;
}

/// The density of a standard normal variable at x, element by element.
template <Operand Value>
constexpr applied<ops::normal_pdf, Value> normal_pdf(Value const& x) {
  return apply<ops::normal_pdf>(x);
}

}  // namespace typegrad

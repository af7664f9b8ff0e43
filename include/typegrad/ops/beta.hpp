// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/digamma.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sub.hpp>

namespace typegrad {

/// y = Gamma(a) Gamma(b) / Gamma(a + b), element by element: Euler's beta function.
///
/// shape     a: S, b: T  ->  the broadcast of S and T; integers become float64
/// backward  da = dy y (digamma(a) - digamma(a + b)), db likewise     reads a, b and y
/// domain    all; the error is 4e-15 and 1e-15 of the logarithm. Infinite where a or b is 0, and
///           at negative integers unless that of a + b cancels it, as in SciPy
/// edge      where b is small beside a, the slope in a loses the digits that both digammas share;
///           it is NaN where a + b is 0 or a negative integer
/// source    DLMF 5.12.1, 5.11.1
struct beta_operation : element_wise<2> {
  static constexpr auto name = "beta";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    return math::beta(a, b);
  }
  static constexpr auto partial(wrt_operand<0>, auto a, auto b, auto y) {
    return y * (digamma(a) - digamma(a + b));
  }
  static constexpr auto partial(wrt_operand<1>, auto a, auto b, auto y) {
    return y * (digamma(b) - digamma(a + b));
  }
};

namespace ops {
using beta = beta_operation;
}

/// Euler's beta function of a and b, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::beta, Left, Right> beta(Left const& a, Right const& b) {
  return apply<ops::beta>(a, b);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/digamma.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/floor.hpp>
#include <typegrad/ops/greater_equal.hpp>
#include <typegrad/ops/logical_and.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// y = Gamma(a) Gamma(b) / Gamma(a + b), element by element: Euler's beta function.
///
/// shape     a: S, b: T  ->  the broadcast of S and T; integers become float64
/// backward  da = dy y (digamma(a) - digamma(a + b)), db likewise     reads a, b and y
/// domain    all; the error is 4e-15 and 1e-15 of the logarithm. Infinite where a or b is 0, and
///           at negative integers unless that of a + b cancels it, as in SciPy
/// edge      where b is small beside a, the slope in a loses the digits that both digammas share;
///           it is NaN where a + b is 0 or a negative integer and a is none
/// source    DLMF 5.12.1, 5.11.1
struct beta_operation : element_wise<2> {
  static constexpr auto name = "beta";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    return math::beta(a, b);
  }
  static constexpr auto partial(wrt_operand<0>, auto a, auto b, auto y) {
    return y * difference_of_digammas(a, a + b);
  }
  static constexpr auto partial(wrt_operand<1>, auto a, auto b, auto y) {
    return y * difference_of_digammas(b, a + b);
  }

 private:
  /// digamma(a) - digamma(c). Where both have a pole the poles cancel, which the reflected ones
  /// show: digamma(a) = digamma(1 - a) - pi cot(pi a).
  static constexpr auto difference_of_digammas(auto a, auto c) {
    auto const is_pole = [](auto x) {
      return logical_and(equal(floor(x), x), greater_equal(0, x));
    };
    auto const both = logical_and(is_pole(a), is_pole(c));
    return digamma(where(both, 1 - a, a)) - digamma(where(both, 1 - c, c));
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

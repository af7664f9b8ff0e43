// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/digamma.hpp>

namespace typegrad {

/// y = Gamma(x), element by element; SciPy's gamma, (x - 1)! of whole x.
///
/// shape     x: S  ->  S; integers become float64
/// backward  dx = dy y digamma(x)                  reads x and y
/// domain    all x; NaN at the negative integers, infinite at 0 and above 171.62 (35.04 in float)
/// edge      the sign of the infinity at 0 is that of x
/// source    DLMF 5.2
struct tgamma_operation : element_wise<1> {
  static constexpr auto name = "tgamma";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::tgamma(x);
  }
  static constexpr auto partial(auto x, auto y) { return y * digamma(x); }
};

namespace ops {
using tgamma = tgamma_operation;
}

/// The gamma function of x, element by element.
template <Operand Value>
constexpr applied<ops::tgamma, Value> tgamma(Value const& x) {
  return apply<ops::tgamma>(x);
}

}  // namespace typegrad

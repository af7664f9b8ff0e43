// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/zeta.hpp>

namespace typegrad {

/// y = the derivative of ln Gamma at x, element by element.
///
/// shape     x: S  ->  S; integers become float64
/// backward  dx = dy zeta(2, x)                    reads x
/// domain    all x; NaN at the negative integers, -inf at 0
/// edge      -infinity at 0 and at -0
/// source    DLMF 5.2.2, 5.15.1
struct digamma_operation : element_wise<1> {
  static constexpr auto name = "digamma";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::digamma(x);
  }
  static constexpr auto partial(auto x, auto) { return zeta(2, x); }
};

namespace ops {
using digamma = digamma_operation;
}

/// The derivative of ln Gamma at x, element by element.
template <Operand Value>
constexpr applied<ops::digamma, Value> digamma(Value const& x) {
  return apply<ops::digamma>(x);
}

}  // namespace typegrad

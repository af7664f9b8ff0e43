// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/digamma.hpp>

namespace typegrad {

/// y = ln |Gamma(x)|, element by element; SciPy's gammaln.
///
/// shape     x: S  ->  S; integers become float64
/// backward  dx = dy digamma(x)                    reads x
/// domain    all x; infinite at 0 and the negative integers, where the slope is NaN
/// edge      infinite at infinities
/// source    DLMF 5.2
struct lgamma_operation : element_wise<1> {
  static constexpr auto name = "lgamma";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::lgamma(x);
  }
  static constexpr auto partial(auto x, auto) { return digamma(x); }
};

namespace ops {
using lgamma = lgamma_operation;
}

/// The logarithm of |Gamma(x)|, element by element.
template <Operand Value>
constexpr applied<ops::lgamma, Value> lgamma(Value const& x) {
  return apply<ops::lgamma>(x);
}

}  // namespace typegrad

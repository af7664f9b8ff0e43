// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/isinf.hpp>
#include <typegrad/ops/logical_and.hpp>
#include <typegrad/ops/sigmoid.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// y = ln(e^a + e^b), element by element, without overflow: the larger one + ln(1 + e^-|a - b|).
///
/// shape     a: S, b: T  ->  the broadcast of S and T; integers become float64
/// backward  da = dy sigmoid(a - b), db = dy sigmoid(b - a)     reads a and b
/// domain    all; -inf only where both are
/// edge      where a = b both get half of dy, infinities included; finite ties have the second
///           derivative 1/4
/// source    NumPy, `numpy.logaddexp`
struct logaddexp_operation : element_wise<2> {
  static constexpr auto name = "logaddexp";
  static constexpr type_rule types = type_rule::real;
  static constexpr bool commutative = true;

  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    if (math::is_constant_nan(a)) return a;
    if (math::is_constant_nan(b)) return b;
    auto const same = a == b;  // infinities too, which have no difference
    Number const zero = Number(0);
    Number const apart = math::select(same, zero, a) - math::select(same, zero, b);
    return math::select(a < b, b, a) + math::log1p(math::exp(-(math::abs)(apart)));
  }
  // Only equal infinities have no difference: finite ties keep their slope for the second
  // derivative.
  static constexpr auto apart(auto a, auto b) {
    return where(logical_and(isinf(a), equal(a, b)), 0, a - b);
  }
  static constexpr auto partial(wrt_operand<0>, auto a, auto b, auto) {
    return sigmoid(apart(a, b));
  }
  static constexpr auto partial(wrt_operand<1>, auto a, auto b, auto) {
    return sigmoid(apart(b, a));
  }
};

namespace ops {
using logaddexp = logaddexp_operation;
}

/// ln(e^a + e^b), element by element. Along axes: `logsumexp`.
template <Operand Left, Operand Right>
constexpr applied<ops::logaddexp, Left, Right> logaddexp(Left const& a, Right const& b) {
  return apply<ops::logaddexp>(a, b);
}

}  // namespace typegrad

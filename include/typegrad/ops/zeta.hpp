// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

#include <limits>

namespace typegrad {

/// y = Hurwitz' zeta function, the sum of (q + k)^-s over k >= 0, element by element; zeta(s, 1) is
/// Riemann's.
///
/// shape     s: S, q: T  ->  the broadcast of S and T; integers become float64
/// backward  dq = -dy s zeta(s + 1, q)             reads s and q
/// domain    s > 1, and q > 0, or q < 0 and s whole; infinite where q is 0 or a negative integer.
///           The derivative in s has no formula here: it is NaN
/// edge      infinite at s = 1, NaN below
/// source    DLMF 25.11
struct zeta_operation : element_wise<2> {
  static constexpr auto name = "zeta";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& s, Number const& q) {
    return math::zeta(s, q);
  }
  static constexpr auto partial(wrt_operand<0>, auto s, auto, auto) {
    return literal_like(s, std::numeric_limits<double>::quiet_NaN());
  }
  static constexpr auto partial(wrt_operand<1>, auto s, auto q, auto) {
    return -s * zeta(s + 1, q);
  }
};

namespace ops {
using zeta = zeta_operation;
}

/// Hurwitz' zeta function of s and q, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::zeta, Left, Right> zeta(Left const& s, Right const& q) {
  return apply<ops::zeta>(s, q);
}

}  // namespace typegrad

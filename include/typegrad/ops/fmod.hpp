// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/rint.hpp>

namespace typegrad {

/// r = x - n y with n = x / y without its fraction, element by element: the remainder with the sign
/// of x, exact.
///
/// shape     x: S, y: T  ->  the broadcast of S and T; integers become float64
/// backward  dx = dr, dy = -n dr                   reads x, y and r
/// domain    fmod(x, 0) and fmod(inf, y) are NaN; fmod(x, inf) = x
/// edge      where x / y is whole r jumps; the slopes are those of the side that r is on
/// source    C17 7.12.10.1
struct fmod_operation : element_wise<2> {
  static constexpr auto name = "fmod";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x, Number const& y) {
    return math::fmod(x, y);
  }
  static constexpr auto partial(wrt_operand<0>, auto, auto, auto) { return 1; }
  static constexpr auto partial(wrt_operand<1>, auto x, auto y, auto r) {
    return rint((r - x) / y);
  }
};

namespace ops {
using fmod = fmod_operation;
}

/// The remainder of x / y with the sign of x, as std::fmod, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::fmod, Left, Right> fmod(Left const& x, Right const& y) {
  return apply<ops::fmod>(x, y);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/rint.hpp>

namespace typegrad {

/// r = x - floor(x / y) y, element by element: the remainder with the sign of y, NumPy's mod and
/// remainder and Python's %.
///
/// shape     x: S, y: T  ->  the broadcast of S and T; integers become float64
/// backward  dx = dr, dy = -floor(x / y) dr        reads x, y and r
/// domain    mod(x, 0) and mod(inf, y) are NaN; for finite x, mod(x, inf) is x, or inf where x is
///           negative
/// edge      a zero has the sign of y; where x / y is whole the slopes are those from above
/// source    CPython, float_rem
struct mod_operation : element_wise<2> {
  static constexpr auto name = "mod";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x, Number const& y) {
    return math::mod(x, y);
  }
  static constexpr auto partial(wrt_operand<0>, auto, auto, auto) { return 1; }
  static constexpr auto partial(wrt_operand<1>, auto x, auto y, auto r) {
    return rint((r - x) / y);
  }
};

namespace ops {
using mod = mod_operation;
}

/// The remainder of x / y with the sign of y, as NumPy has it, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::mod, Left, Right> mod(Left const& x, Right const& y) {
  return apply<ops::mod>(x, y);
}

}  // namespace typegrad

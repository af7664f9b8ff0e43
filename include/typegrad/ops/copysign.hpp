// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = |x| with the sign of s, element by element.
///
/// shape     x: S, s: T  ->  the broadcast of S and T; integers become float64
/// backward  dx = dy where x and s have one sign, else -dy; ds = 0        reads x and s
/// domain    all; the signs of zeros and of NaN count
/// edge      the slope at x = 0 is 0, as that of |x|
/// source    NumPy, `numpy.copysign`
struct copysign_operation : element_wise<2> {
  static constexpr auto name = "copysign";
  static constexpr int cost = 1;
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x, Number const& s) {
    return math::copysign(x, s);
  }
  static constexpr auto partial(wrt_operand<0>, auto x, auto s, auto) {
    return copysign(1, s) * sign(x);
  }
};

namespace ops {
using copysign = copysign_operation;
}

/// The magnitude of x with the sign of s, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::copysign, Left, Right> copysign(Left const& x, Right const& s) {
  return apply<ops::copysign>(x, s);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = sqrt(a^2 + b^2), element by element, without overflow on the way.
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy a / y, db = dy b / y          reads a, b and y
/// domain    all
/// edge      at a = b = 0, the tip of the cone, both slopes are 0: the middle of the subgradients
/// source    NumPy, `numpy.hypot`
struct hypot_operation : element_wise<2> {
  static constexpr auto name = "hypot";
  static constexpr type_rule types = type_rule::real;
  static constexpr bool commutative = true;

  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    return math::hypot(a, b);
  }
  static constexpr auto slope(auto x, auto y) { return x / where(equal(y, 0), 1, y); }
  static constexpr auto partial(wrt_operand<0>, auto a, auto, auto y) { return slope(a, y); }
  static constexpr auto partial(wrt_operand<1>, auto, auto b, auto y) { return slope(b, y); }
};

namespace ops {
using hypot = hypot_operation;
}

/// The length of the hypotenuse over a and b, element by element.
template <Operand Left, Operand Right>
constexpr applied<ops::hypot, Left, Right> hypot(Left const& a, Right const& b) {
  return apply<ops::hypot>(a, b);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/add.hpp>

namespace typegrad {

/// y = a - b, element by element.
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy, db = -dy                     reads nothing
/// domain    all a and b
/// edge      infinities and NaN as in IEEE 754; integers wrap around; `a - b` of
///           masks is of int32, as in C++, where NumPy refuses it
/// source    NumPy, `numpy.subtract`
struct sub_operation : element_wise<2> {
  static constexpr auto name = "sub";
  static constexpr int cost = 1;
  static constexpr auto call = "a - b";
  static constexpr bool linear = true;
  static constexpr growth_rule growth = growth_rule::sum;

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& a, Number const& b) {
    if constexpr (math::wraps_around<Number>) return math::wrapped_difference(a, b);
    else if constexpr (math::is_ieee<Number>)
      return __builtin_is_constant_evaluated() ? math::constant::sum(a, -b) : a - b;
    else return static_cast<Number>(a - b);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto, auto, auto) { return gy; }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto, auto, auto) { return -gy; }
  static constexpr auto identities(auto a, auto b) {
    return rewrites{
        a - number<0> == a,
        number<0> - whole(b) == -b,
        a - -b == a + b,
    };
  }
};

namespace ops {
using sub = sub_operation;
}

/// a - b, element by element, with NumPy's broadcasting.
template <class Left, class Right>
  requires Operands<Left, Right>
constexpr applied<ops::sub, Left, Right> operator-(Left const& a, Right const& b) {
  return apply<ops::sub>(a, b);
}
template <class Left, class Right>
  requires Operands<Left, Right> && Masks<Left, Right>
constexpr auto operator-(Left const& a, Right const& b) {
  return cast<std::int32_t>(a) - cast<std::int32_t>(b);
}
template <Operand Left, Operand Right>
constexpr applied<ops::sub, Left, Right> sub(Left const& a, Right const& b) {
  return apply<ops::sub>(a, b);
}
template <LibraryValue Left, Operand Right>
constexpr Left& operator-=(Left& a, Right const& b) {
  if constexpr (Masks<Left, Right>) return a = sub(a, b);  // as C++: true where they differ
  else return a = a - b;
}

}  // namespace typegrad

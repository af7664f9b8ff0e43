// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = a / b, element by element. Integers are divided as real numbers: `7 / 2` is 3.5.
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy / b, db = -(dy / b) y         reads b; y only for db
/// domain    b != 0; the quotient at zero is IEEE 754's, infinity or NaN
/// identity  a / 1 = a,  a / -1 = -a,  (-a) / b = -(a / b);  a / 2^n = a 2^-n, which is exact. 0 /
///           b and b / b stay: they are NaN at b = 0
struct div_operation : element_wise<2> {
  static constexpr auto name = "div";
  static constexpr auto call = "a / b";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& a, Number const& b) {
    if constexpr (math::is_ieee<Number>)
      return std::is_constant_evaluated() ? math::constant::quotient(a, b) : a / b;
    else return a / b;
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto, auto b, auto) { return gy / b; }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto, auto b, auto y) {
    return -((gy / b) * y);
  }
  static constexpr symbol simplify(auto a, auto b, node_signature made) {
    if (b.is_uniform() && has_signature(a, made)) {
      if (b.uniform_value() == 1.0) return a;
      if (b.uniform_value() == -1.0) return -a;
      if (is_power_of_two(b)) return a * literal_like(a, 1.0 / b.uniform_value());
    }
    if (is_negated(a)) return -(a.operand(0) / b);
    if (is_negated(b)) return -(a / b.operand(0));
    if (auto const scale = exact_scale(a); scale.id >= 0)
      return scale * (other_factor(a, scale) / b);
    if (auto const scale = exact_scale(b); scale.id >= 0)
      return literal_like(scale, 1.0 / scale.uniform_value()) * (a / other_factor(b, scale));
    if (is_power_of_two(a)) return a * (literal_like(a, 1.0) / b);
    return {};
  }
};

namespace ops {
using div = div_operation;
}

/// a / b, element by element, with NumPy's broadcasting; integers give float64.
template <class Left, class Right>
  requires Operands<Left, Right>
constexpr applied<ops::div, Left, Right> operator/(Left const& a, Right const& b) {
  return apply<ops::div>(a, b);
}
template <Operand Left, Operand Right>
constexpr applied<ops::div, Left, Right> div(Left const& a, Right const& b) {
  return apply<ops::div>(a, b);
}
template <LibraryValue Left, Operand Right>
constexpr Left& operator/=(Left& a, Right const& b) {
  return a = a / b;
}

}  // namespace typegrad

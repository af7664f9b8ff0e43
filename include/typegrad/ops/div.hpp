// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/op/apply.hpp>

#include <type_traits>

namespace typegrad {

/// y = a / b, element by element. Integers are divided as real numbers: `7 / 2` is 3.5.
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy / b, db = -(dy / b) y         reads b; y only for db
/// domain    b != 0; the quotient at zero is IEEE 754's, infinity or NaN
/// edge      where derivatives share 1 / b, it overflows for a subnormal b: infinity, or NaN where
///           dy is zero
/// source    NumPy, `numpy.true_divide`
struct div_operation : element_wise<2> {
  static constexpr auto name = "div";
  static constexpr int cost = 8;
  static constexpr auto call = "a / b";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  TYPEGRAD_INLINE_NUMBER static constexpr Number forward(Number const& a, Number const& b) {
    if constexpr (math::is_ieee<Number>)
      return __builtin_is_constant_evaluated() ? math::constant::quotient(a, b) : a / b;
    else return a / b;
  }
  /// In derivatives the divisor, several quotients by which are products: 1.5 ulp in place of 0.5.
  static constexpr int shared_operand(graph_builder const& graph, int node) {
    return graph.nodes.items[node].of_derivative ? graph.operand(node, 1) : -1;
  }
  template <class Value>
  static constexpr Value shared(Value a, Value b) {
    return a * (literal_like(b, 1.0) / b);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto, auto b, auto) { return gy / b; }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto, auto b, auto y) {
    return -((gy / b) * y);
  }
  /// 0 / b and b / b stay: they are NaN at b = 0.
  static constexpr auto identities(auto a, auto b, auto p) {
    return rewrites{
        a / number<1> == a,
        whole(a) / number<-1> == -a,
        whole(a) / exact(p) == a * (number<1> / p),
        -a / b == -(a / b),
        a / -b == -(a / b),
        (exact(p) * a) / b == p * (a / b),
        a / (exact(p) * b) == (number<1> / p) * (a / b),
        exact(p) / b == p * (number<1> / b),
    };
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
/// Integers whose quotient C++ cuts off where the function is called plainly.
template <class Left, class Right>
concept IntegersOfCpp =
    NumbersOfCpp<Left, Right> && std::is_integral_v<typename typed_operand<Left>::scalar> &&
    std::is_integral_v<typename typed_operand<Right>::scalar>;
template <class Left, class Right>
  requires Operands<Left, Right> && IntegersOfCpp<Left, Right>
constexpr refused operator/(Left const&, Right const&) {
  static_assert(
      !IntegersOfCpp<Left, Right>,
      "typegrad: a / b of integers: C++ cuts the fraction off where f is called plainly: use "
      "tg::div(a, b) for the real quotient, tg::trunc(tg::div(a, b)) for C++'s");
  return {};
}
template <Operand Left, Operand Right>
constexpr applied<ops::div, Left, Right> div(Left const& a, Right const& b) {
  return apply<ops::div>(a, b);
}
template <LibraryValue Left, Operand Right>
constexpr Left& operator/=(Left& a, Right const& b) {
  if constexpr (IntegersOfCpp<Left, Right>) return a = div(a, b);  // which cuts the fraction off
  else return a = a / b;
}

}  // namespace typegrad

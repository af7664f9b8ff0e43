// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/wrapping.hpp>
#include <typegrad/op/typed_operand.hpp>

namespace typegrad {

/// y = a - b, element by element.
///
/// shape     a: S, b: T  ->  the broadcast of S and T
/// backward  da = dy, db = -dy                     reads nothing
/// identity  a - 0 = a,  0 - b = -b,  a - (-b) = a + b
struct sub_operation : element_wise<2> {
  static constexpr auto name = "sub";
  static constexpr auto call = "a - b";
  static constexpr bool linear = true;

  template <class T>
  static constexpr T forward(T const& a, T const& b) {
    if constexpr (math::wraps_around<T>) return math::wrapped_difference(a, b);
    else return static_cast<T>(a - b);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto, auto, auto) { return gy; }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto, auto, auto) { return -gy; }
  static constexpr symbol simplify(auto a, auto b, node_signature made) {
    if (b.is_uniform(0.0) && has_signature(a, made)) return a;
    if (a.is_uniform(0.0) && has_signature(b, made)) return -b;
    if (is_negated(b)) return a + b.operand(0);
    return {};
  }
};

namespace ops {
using sub = sub_operation;
}

/// a - b, element by element, with NumPy's broadcasting.
template <class A, class B>
  requires Operands<A, B>
constexpr applied<ops::sub, A, B> operator-(A const& a, B const& b) {
  return apply<ops::sub>(a, b);
}
template <Operand A, Operand B>
constexpr applied<ops::sub, A, B> sub(A const& a, B const& b) {
  return apply<ops::sub>(a, b);
}
template <LibraryValue A, Operand B>
constexpr A& operator-=(A& a, B const& b) {
  return a = a - b;
}

}  // namespace typegrad

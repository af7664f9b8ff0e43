// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// r = atan2(y, x): the angle of the point (x, y), element by element.
///
/// shape     y: S, x: T  ->  the broadcast of S and T
/// backward  dy = dr x / (x^2 + y^2), dx = -dr y / (x^2 + y^2)                     reads y and x
/// units     radians, in [-pi, pi]
/// domain    all; the signs of zeros count, as in C
/// edge      at the origin, where no derivative exists, both are 0
/// source    DLMF 4.23(iv)
struct atan2_operation : element_wise<2> {
  static constexpr auto name = "atan2";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& y, Number const& x) {
    return math::atan2(y, x);
  }
  /// gy / (d (1 + t^2)) with d the larger of x and y, t their quotient: no square of theirs is
  /// formed, which could overflow or vanish.
  template <class Value>
  struct scaled {
    Value x_is_larger, quotient, slope;
  };
  static constexpr auto scale(auto gy, auto y, auto x) {
    auto const x_is_larger = abs(x) >= abs(y);
    auto const larger = where(x_is_larger, x, y);
    auto const none = equal(larger, 0);
    auto const divisor = where(none, 1, larger);
    auto const quotient = where(x_is_larger, y, x) / divisor;
    return scaled<decltype(quotient)>{x_is_larger, quotient,
                                      where(none, 0, gy / divisor / (1 + square(quotient)))};
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto y, auto x, auto) {
    auto const [x_is_larger, quotient, slope] = scale(gy, y, x);
    return where(x_is_larger, slope, slope * quotient);
  }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto y, auto x, auto) {
    auto const [x_is_larger, quotient, slope] = scale(gy, y, x);
    return -where(x_is_larger, slope * quotient, slope);
  }
};

namespace ops {
using atan2 = atan2_operation;
}

/// The angle of the point (x, y) in radians, element by element; y comes first, as in C.
template <Operand Result, Operand Value>
constexpr applied<ops::atan2, Result, Value> atan2(Result const& y, Value const& x) {
  return apply<ops::atan2>(y, x);
}

}  // namespace typegrad

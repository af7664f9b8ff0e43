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
  /// d, the larger of x and y, and t, the quotient of both: the slopes are 1 / (1 + t^2) and
  /// t / (1 + t^2) over d, and no square of x or y is formed, which could overflow or vanish. What
  /// selects does not read gy: several sweeps share it.
  static constexpr auto slope(bool of_y, auto gy, auto y, auto x) {
    auto const x_is_larger = abs(x) >= abs(y);
    auto const larger = where(x_is_larger, x, y);
    auto const none = equal(larger, 0);
    auto const divisor = where(none, 1, larger);
    auto const quotient = where(x_is_larger, y, x) / divisor;
    auto const share = 1 / (1 + square(quotient));
    auto const other = share * quotient;
    auto const own = of_y ? where(x_is_larger, share, other) : where(x_is_larger, other, share);
    return where(none, 0, gy * own / divisor);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto y, auto x, auto) {
    return slope(true, gy, y, x);
  }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto y, auto x, auto) {
    return -slope(false, gy, y, x);
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

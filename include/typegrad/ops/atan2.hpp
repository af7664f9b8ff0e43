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
/// domain    all; the signs of zeros count, as in C. The slopes overflow where x^2 + y^2 does
/// edge      at the origin, where no derivative exists, both are 0
/// source    DLMF 4.23(iv)
struct atan2_operation : element_wise<2> {
  static constexpr auto name = "atan2";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& y, Number const& x) {
    return math::atan2(y, x);
  }
  static constexpr auto turned(auto gy, auto y, auto x) {
    auto const square = x * x + y * y;
    return gy / where(equal(square, 0), 1, square);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto y, auto x, auto) {
    return turned(gy, y, x) * x;
  }
  static constexpr auto pullback(wrt_operand<1>, auto gy, auto y, auto x, auto) {
    return -(turned(gy, y, x) * y);
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

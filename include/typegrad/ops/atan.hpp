// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the angle in [-pi/2, pi/2] whose tangent is x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy / (1 + x^2)                   reads x
/// units     y in radians
/// domain    all x
/// source    DLMF 4.23
struct atan_operation : element_wise<1> {
  static constexpr auto name = "atan";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::atan(x);
  }
  static constexpr auto pullback(wrt_operand<0>, auto gy, auto x, auto) {
    return gy / (1 + square(x));
  }
};

namespace ops {
using atan = atan_operation;
}

/// The inverse tangent of x, element by element, in radians.
template <Operand Value>
constexpr applied<ops::atan, Value> atan(Value const& x) {
  return apply<ops::atan>(x);
}

}  // namespace typegrad

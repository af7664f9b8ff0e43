// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = 1 / (1 + x^2), element by element, without overflow on the way.
///
/// backward  dx = -dy 2 x y^2                      reads x and y
struct atan_slope_operation : element_wise<1> {
  static constexpr auto name = "atan_slope";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    if (math::is_constant_nan(x)) return x;
    auto const far = (math::abs)(x) > Number(0x1p60);
    Number const inside = math::select(far, Number(1), x);
    Number const inverse = Number(1) / math::select(far, x, Number(1) + inside * inside);
    return math::select(far, inverse * inverse, inverse);
  }
  static constexpr auto partial(auto x, auto y) { return -2 * (x * square(y)); }
};

/// y = the angle in [-pi/2, pi/2] whose tangent is x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy / (1 + x^2)                   reads x
/// units     y in radians
/// domain    all x
/// edge      pi / 2 with its sign at infinities
/// source    DLMF 4.23
struct atan_operation : element_wise<1> {
  static constexpr auto name = "atan";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::atan(x);
  }
  static constexpr auto partial(auto x, auto) { return apply<atan_slope_operation>(x); }
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

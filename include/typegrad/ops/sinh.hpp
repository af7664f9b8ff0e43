// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = sinh(x), element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy cosh(x)                       reads x
/// domain    all x; overflows to infinity beyond 710.47 (89.41 in float)
/// edge      infinities stay
/// source    DLMF 4.28
struct sinh_operation : element_wise<1> {
  static constexpr auto name = "sinh";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::sinh(x);
  }
  static constexpr auto partial(auto x, auto) { return cosh(x); }
};

namespace ops {
using sinh = sinh_operation;
}

/// The hyperbolic sine of x, element by element.
template <Operand Value>
constexpr applied<ops::sinh, Value> sinh(Value const& x) {
  return apply<ops::sinh>(x);
}

}  // namespace typegrad

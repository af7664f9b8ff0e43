// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = cosh(x), element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy sinh(x)                       reads x
/// domain    all x; overflows to infinity beyond 710.47 (89.41 in float)
/// edge      infinite at infinities
/// source    DLMF 4.28
struct cosh_operation : element_wise<1> {
  static constexpr auto name = "cosh";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::cosh(x);
  }
  static constexpr auto partial(auto x, auto) { return sinh(x); }
};

namespace ops {
using cosh = cosh_operation;
}

/// The hyperbolic cosine of x, element by element.
template <Operand Value>
constexpr applied<ops::cosh, Value> cosh(Value const& x) {
  return apply<ops::cosh>(x);
}

}  // namespace typegrad

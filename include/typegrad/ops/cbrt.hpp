// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = the cube root of x, element by element; it has the sign of x.
///
/// shape     x: S  ->  S
/// backward  dx = dy (1/3) / y^2                   reads y
/// domain    all x
/// edge      the slope at 0 is infinite
struct cbrt_operation : element_wise<1> {
  static constexpr auto name = "cbrt";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::cbrt(x);
  }
  static constexpr auto partial(auto, auto y) { return 1.0 / 3 / square(y); }
};

namespace ops {
using cbrt = cbrt_operation;
}

/// The cube root of x, element by element.
template <Operand Value>
constexpr applied<ops::cbrt, Value> cbrt(Value const& x) {
  return apply<ops::cbrt>(x);
}

}  // namespace typegrad

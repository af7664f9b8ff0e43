// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = sin(x), element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy cos(x)                        reads x
/// units     x in radians
/// domain    all finite x; NaN at infinities
/// edge      -0 gives -0; NaN at infinities
/// source    DLMF 4.14
struct sin_operation : element_wise<1> {
  static constexpr auto name = "sin";
  static constexpr type_rule types = type_rule::real;
  static constexpr growth_rule growth = growth_rule::wave;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::sin(x);
  }
  static constexpr auto partial(auto x, auto) { return cos(x); }
};

namespace ops {
using sin = sin_operation;
}

/// The sine of x, element by element; x in radians.
template <Operand Value>
constexpr applied<ops::sin, Value> sin(Value const& x) {
  return apply<ops::sin>(x);
}

}  // namespace typegrad

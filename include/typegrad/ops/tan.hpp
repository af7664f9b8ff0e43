// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = tan(x), element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy (1 + y^2)                     reads y
/// units     x in radians
/// domain    all finite x; NaN at infinities
/// edge      no double is an odd multiple of pi / 2: finite for all finite x
/// source    DLMF 4.14
struct tan_operation : element_wise<1> {
  static constexpr auto name = "tan";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::tan(x);
  }
  static constexpr auto partial(auto, auto y) { return 1 + square(y); }
};

namespace ops {
using tan = tan_operation;
}

/// The tangent of x, element by element; x in radians.
template <Operand Value>
constexpr applied<ops::tan, Value> tan(Value const& x) {
  return apply<ops::tan>(x);
}

}  // namespace typegrad

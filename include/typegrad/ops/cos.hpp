// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = cos(x), element by element.
///
/// shape     x: S  ->  S
/// backward  dx = -dy sin(x)                        reads x
/// units     x in radians
/// domain    all finite x; NaN at infinities
/// edge      NaN at infinities
/// source    DLMF 4.14
struct cos_operation : element_wise<1> {
  static constexpr auto name = "cos";
  static constexpr type_rule types = type_rule::real;
  static constexpr growth_rule growth = growth_rule::wave;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::cos(x);
  }
  static constexpr auto partial(auto x, auto) { return -sin(x); }
};

namespace ops {
using cos = cos_operation;
}

/// The cosine of x, element by element; x in radians.
template <Operand Value>
constexpr applied<ops::cos, Value> cos(Value const& x) {
  return apply<ops::cos>(x);
}

}  // namespace typegrad

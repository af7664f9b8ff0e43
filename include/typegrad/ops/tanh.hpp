// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = tanh(x), element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy (1 - y^2)                     reads y
/// domain    all x
/// source    DLMF 4.28
struct tanh_operation : element_wise<1> {
  static constexpr auto name = "tanh";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::tanh(x);
  }
  static constexpr auto partial(auto, auto y) { return 1 - y * y; }
};

namespace ops {
using tanh = tanh_operation;
}

/// The hyperbolic tangent of x, element by element.
template <Operand Value>
constexpr applied<ops::tanh, Value> tanh(Value const& x) {
  return apply<ops::tanh>(x);
}

}  // namespace typegrad

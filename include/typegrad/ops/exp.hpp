// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = exp(x), element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy y                             reads y
/// domain    all x; overflows to infinity above 709.78 (88.72 in float)
/// edge      0 at -infinity
/// source    DLMF 4.2
struct exp_operation : element_wise<1> {
  static constexpr auto name = "exp";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::exp(x);
  }
  static constexpr auto partial(auto, auto y) { return y; }
};

namespace ops {
using exp = exp_operation;
}

/// e to the power of x, element by element.
template <Operand Value>
constexpr applied<ops::exp, Value> exp(Value const& x) {
  return apply<ops::exp>(x);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = e^x - 1 without cancellation near 0, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy e^x                           reads x
/// domain    all x; overflows to infinity above 709.78 (88.72 in float)
/// edge      -1 at -infinity; -0 gives -0
/// source    NumPy, `numpy.expm1`
struct expm1_operation : element_wise<1> {
  static constexpr auto name = "expm1";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::expm1(x);
  }
  static constexpr auto partial(auto x, auto) { return exp(x); }
};

namespace ops {
using expm1 = expm1_operation;
}

/// e to the power of x, minus 1, element by element; accurate near 0.
template <Operand Value>
constexpr applied<ops::expm1, Value> expm1(Value const& x) {
  return apply<ops::expm1>(x);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y = 2^x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy y ln 2                        reads y
/// domain    all x; overflows to infinity from 1024 on (128 in float)
/// edge      0 at -infinity
/// source    DLMF 4.2(ii)
struct exp2_operation : element_wise<1> {
  static constexpr auto name = "exp2";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::exp2(x);
  }
  // ln 2 to 20 digits (OEIS A002162)
  static constexpr auto partial(auto, auto y) { return 0.69314718055994530942 * y; }
};

namespace ops {
using exp2 = exp2_operation;
}

/// 2 to the power of x, element by element.
template <Operand Value>
constexpr applied<ops::exp2, Value> exp2(Value const& x) {
  return apply<ops::exp2>(x);
}

}  // namespace typegrad

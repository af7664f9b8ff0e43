// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>

namespace typegrad {

/// y with erf(y) = x, element by element.
///
/// shape     x: S  ->  S; integers become float64
/// backward  dx = dy sqrt(pi) / 2 e^(y^2)          reads y
/// domain    [-1, 1]; infinite at the ends, NaN outside
/// edge      the slopes at -1 and 1 are infinite
/// source    DLMF 7.17
struct erfinv_operation : element_wise<1> {
  static constexpr auto name = "erfinv";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::erfinv(x);
  }
  // sqrt(pi) / 2 to 20 digits (OEIS A019704)
  static constexpr auto partial(auto, auto y) { return 0.88622692545275801365 * exp(square(y)); }
};

namespace ops {
using erfinv = erfinv_operation;
}

/// The inverse of the error function, element by element.
template <Operand Value>
constexpr applied<ops::erfinv, Value> erfinv(Value const& x) {
  return apply<ops::erfinv>(x);
}

}  // namespace typegrad

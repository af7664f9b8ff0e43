// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/math.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/ops/erf.hpp>

namespace typegrad {

/// y = erfc(x) = 1 - erf(x) without cancellation for large x, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = -dy 2 / sqrt(pi) e^(-x^2)        reads x
/// domain    all x
/// edge      0 and 2 at infinities; subnormal above 26.54
/// source    DLMF 7.2
struct erfc_operation : element_wise<1> {
  static constexpr auto name = "erfc";
  static constexpr type_rule types = type_rule::real;

  template <class Number>
  static constexpr Number forward(Number const& x) {
    return math::erfc(x);
  }
  static constexpr auto partial(auto x, auto) { return -apply<erf_slope_operation>(x); }
};

namespace ops {
using erfc = erfc_operation;
}

/// The complementary error function of x, element by element.
template <Operand Value>
constexpr applied<ops::erfc, Value> erfc(Value const& x) {
  return apply<ops::erfc>(x);
}

}  // namespace typegrad

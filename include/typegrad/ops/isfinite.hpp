// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/classify.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// y = whether x is neither infinite nor NaN, element by element: a mask.
///
/// shape     x: S  ->  S, boolean
/// backward  none: the answer is piecewise constant
/// domain    all; integers always are
/// edge      zeros and subnormal numbers are finite
/// source    NumPy, `numpy.isfinite`
struct isfinite_operation : mask_operation<1> {
  static constexpr auto name = "isfinite";

  template <class Number>
  static constexpr auto forward(Number const& x) {
    return math::isfinite(x);
  }
};

namespace ops {
using isfinite = isfinite_operation;
}

/// The mask of where x is neither infinite nor NaN.
template <Operand Value>
constexpr applied<ops::isfinite, Value> isfinite(Value const& x) {
  return apply<ops::isfinite>(x);
}

}  // namespace typegrad

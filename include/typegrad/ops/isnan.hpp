// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/classify.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// y = whether x is NaN, element by element: a mask.
///
/// shape     x: S  ->  S, boolean
/// backward  none: the answer is piecewise constant
/// domain    all; integers never are
/// edge      infinities are not
/// source    NumPy, `numpy.isnan`
struct isnan_operation : mask_operation<1> {
  static constexpr auto name = "isnan";

  template <class Number>
  static constexpr auto forward(Number const& x) {
    return math::isnan(x);
  }
};

namespace ops {
using isnan = isnan_operation;
}

/// The mask of where x is NaN.
template <Operand Value>
constexpr applied<ops::isnan, Value> isnan(Value const& x) {
  return apply<ops::isnan>(x);
}

}  // namespace typegrad

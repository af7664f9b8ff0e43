// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/classify.hpp>
#include <typegrad/op/apply.hpp>
#include <typegrad/op/mask_operation.hpp>

namespace typegrad {

/// y = whether x is +inf or -inf, element by element: a mask.
///
/// shape     x: S  ->  S, boolean
/// backward  none: the answer is piecewise constant
/// domain    all; integers never are
/// edge      both infinities are
/// source    NumPy, `numpy.isinf`
struct isinf_operation : mask_operation<1> {
  static constexpr auto name = "isinf";

  template <class Number>
  static constexpr auto forward(Number const& x) {
    return math::isinf(x);
  }
};

namespace ops {
using isinf = isinf_operation;
}

/// The mask of where x is +inf or -inf.
template <Operand Value>
constexpr applied<ops::isinf, Value> isinf(Value const& x) {
  return apply<ops::isinf>(x);
}

}  // namespace typegrad

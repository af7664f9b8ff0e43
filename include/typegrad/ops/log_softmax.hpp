// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/log.hpp>
#include <typegrad/ops/softmax.hpp>

namespace typegrad {

/// y = log(softmax(x)) along an axis, the last one by default, without ever forming a probability
/// of 0.
///
/// shape     x: S  ->  S
/// backward  dx = dy - softmax(x) sum(dy)
/// domain    all finite x, however large
/// edge      NaN among the elements gives NaN
/// source    SciPy, `special.log_softmax`
template <int Axis = -1, Operand Value>
constexpr auto log_softmax(Value const& x) {
  auto const z = without_largest<Axis>(x);
  return z - log(sum<Axis>(exp(z), keepdims));
}
template <ShapedByType Value>
constexpr refused log_softmax(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With an ordinary argument: `log_softmax(x, 1)`.
template <Recordable Symbol>
constexpr auto log_softmax(Symbol const& x, axis_list const& axes) {
  require_axes("log_softmax", x, axes);
  auto const z = without_largest(x, axes);
  return z - log(sum(exp(z), axes, true));
}

}  // namespace typegrad

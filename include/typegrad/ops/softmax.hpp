// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/exp.hpp>
#include <typegrad/ops/max.hpp>
#include <typegrad/ops/stop_gradient.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// `x` less its largest element along the axes: the same softmax, and an exponential that cannot
/// overflow.
template <int... Axis, Operand Value>
constexpr auto without_largest(Value const& x) {
  return as_real(x) - as_real(stop_gradient((max<Axis...>)(x, keepdims)));
}
template <Recordable Symbol>
constexpr auto without_largest(Symbol const& x, axis_list const& axes) {
  return as_real(x) - as_real(stop_gradient((max)(x, axes, true)));
}

/// y = exp(x) / sum(exp(x)) along an axis, the last one by default: positive numbers that add up to
/// 1.
///
/// shape     x: S  ->  S
/// backward  dx = y (dy - sum(y dy)); reads the exponentials and their sum
/// domain    all finite x, however large; elements of -inf have probability 0, a line of nothing
///           else is NaN
/// edge      NaN among the elements gives NaN
/// source    Goodfellow, Bengio and Courville 2016, "Deep Learning", section 4.1
template <int Axis = -1, Operand Value>
constexpr auto softmax(Value const& x) {
  auto const e = exp(without_largest<Axis>(x));
  return e / sum<Axis>(e, keepdims);
}
template <ShapedByType Value>
constexpr refused softmax(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With an ordinary argument: `softmax(x, 1)`.
template <Recordable Symbol>
constexpr auto softmax(Symbol const& x, axis_list const& axes) {
  require_axes("softmax", x, axes);
  auto const e = exp(without_largest(x, axes));
  return e / sum(e, axes, true);
}

}  // namespace typegrad

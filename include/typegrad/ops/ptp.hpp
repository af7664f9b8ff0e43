// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/max.hpp>
#include <typegrad/ops/min.hpp>
#include <typegrad/ops/sub.hpp>

namespace typegrad {

/// y = max(x) - min(x) over axes, "peak to peak": `ptp(x)`, `ptp<0>(x, keepdims)`.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy at the largest element, -dy at the smallest; several share it
/// domain    all x
/// edge      NaN among the elements gives NaN
/// errors    those of `max`
/// source    NumPy, `numpy.ptp`
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto ptp(Value const& x, Keep... keep) {
  return sub((max<Axis...>)(x, keep...), (min<Axis...>)(x, keep...));
}
template <ShapedByType Value>
constexpr refused ptp(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `ptp(x, {0})`.
template <Recordable Symbol>
constexpr auto ptp(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("ptp", x, axes, keep);
  return sub((max)(x, axes, keep), (min)(x, axes, keep));
}

}  // namespace typegrad

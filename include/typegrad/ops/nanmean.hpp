// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/div.hpp>
#include <typegrad/ops/isnan.hpp>
#include <typegrad/ops/logical_not.hpp>
#include <typegrad/ops/sum.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// The sum of the elements that are not NaN, over axes, as `numpy.nansum`.
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto nansum(Value const& x, Keep... keep) {
  return sum<Axis...>(where(isnan(x), 0, x), keep...);
}
/// With ordinary arguments: `nansum(x, {0})`.
template <Recordable Symbol>
constexpr auto nansum(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("nansum", x, axes, keep);
  return sum(where(isnan(x), 0, x), axes, keep);
}

/// y = the mean of the elements that are not NaN, over axes: NaN stands for what is missing.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  dx = dy / count where x is not NaN, zero elsewhere
/// types     integers and masks are added up in float64
/// domain    all x
/// edge      NaN where nothing else is there
/// errors    an axis outside [-rank, rank), or named twice
/// source    NumPy, `numpy.nanmean`
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto nanmean(Value const& x, Keep... keep) {
  return div(nansum<Axis...>(as_real(x), keep...), sum<Axis...>(logical_not(isnan(x)), keep...));
}
template <ShapedByType Value>
constexpr refused nanmean(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `nanmean(x, {0})`.
template <Recordable Symbol>
constexpr auto nanmean(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("nanmean", x, axes, keep);
  return div(nansum(as_real(x), axes, keep), sum(logical_not(isnan(x)), axes, keep));
}

}  // namespace typegrad

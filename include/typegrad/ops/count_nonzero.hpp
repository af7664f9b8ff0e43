// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// y = how many elements are not 0, or true, over axes: `count_nonzero(x > 1)`.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  none: the answer is piecewise constant
/// types     int64
/// domain    all x
/// edge      NaN is not 0
/// errors    an axis outside [-rank, rank), or named twice
/// source    NumPy, `numpy.count_nonzero`
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto count_nonzero(Value const& x, Keep... keep) {
  return sum<Axis...>(not_equal(x, 0), keep...);
}
template <ShapedByType Value>
constexpr refused count_nonzero(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `count_nonzero(x, {0})`.
template <Recordable Symbol>
constexpr auto count_nonzero(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("count_nonzero", x, axes, keep);
  return sum(not_equal(x, 0), axes, keep);
}

}  // namespace typegrad

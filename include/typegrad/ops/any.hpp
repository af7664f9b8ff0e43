// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/greater.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// y = whether an element is true, that is not 0, over axes: `any(x > 1)`, `any<0>(x, keepdims)`.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  none: the answer is piecewise constant
/// types     a mask
/// domain    all x; false of no elements
/// edge      NaN is not 0
/// cost      one comparison and one addition per element: all are looked at
/// errors    an axis outside [-rank, rank), or named twice
/// source    NumPy, `numpy.any`
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto any(Value const& x, Keep... keep) {
  return greater(sum<Axis...>(not_equal(x, 0), keep...), 0);
}
template <ShapedByType Value>
constexpr refused any(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `any(x, {0, -1})`, `any(x, 1, keepdims)`.
template <Recordable Symbol>
constexpr auto any(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("any", x, axes, keep);
  return greater(sum(not_equal(x, 0), axes, keep), 0);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/equal.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// y = whether every element is true, that is not 0, over axes: `all(x > 1)`, `all<0>(x,
/// keepdims)`.
///
/// shape     x: S  ->  S without the axes, or with extents 1 there (keepdims)
/// backward  none: the answer is piecewise constant
/// types     a mask
/// domain    all x; true of no elements
/// edge      NaN is not 0
/// cost      one comparison and one addition per element: all are looked at
/// errors    an axis outside [-rank, rank), or named twice
/// source    NumPy, `numpy.all`
template <int... Axis, Operand Value, KeepTag... Keep>
constexpr auto all(Value const& x, Keep... keep) {
  return apply<ops::equal>(sum<Axis...>(apply<ops::equal>(x, 0), keep...), 0);
}
template <ShapedByType Value>
constexpr refused all(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With ordinary arguments: `all(x, {0, -1})`, `all(x, 1, keepdims)`.
template <Recordable Symbol>
constexpr auto all(Symbol const& x, axis_list const& axes, bool keep = false) {
  require_axes("all", x, axes, keep);
  return apply<ops::equal>(sum(apply<ops::equal>(x, 0), axes, keep), 0);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/transpose.hpp>

namespace typegrad {

/// The permutation that exchanges two axes.
constexpr axes_result exchanged_axes(int rank, int first, int second) {
  axis_result const a = shape_rule::normalize_axis(first, rank);
  axis_result const b = shape_rule::normalize_axis(second, rank);
  if (!a) return {{}, a.relation};
  if (!b) return {{}, b.relation};
  axes_result order;
  for (int axis = 0; axis < rank; ++axis)
    order.value.append(axis == a.value ? b.value : axis == b.value ? a.value : axis);
  return order;
}

/// The attributes of `swapaxes<First, Second>(x)`.
template <int First, int Second>
struct typed_swap {
  static constexpr auto name = "swapaxes";
  static constexpr encoded_attributes<max_rank> encode(shape const& from) {
    return encode_axes(exchanged_axes(from.rank, First, Second));
  }
};

/// y = x with two axes exchanged: `swapaxes<-1, -2>(x)` transposes the matrices of a batch.
///
/// shape     x: (n, i, j)  ->  (n, j, i) by swapaxes<-1, -2>
/// backward  dx = dy with the same axes exchanged
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none
/// errors    an axis outside [-rank, rank)
/// source    NumPy, `numpy.swapaxes`
template <int First, int Second, Operand Value>
constexpr auto swapaxes(Value const& x) {
  return apply_encoded<ops::transpose, typed_swap<First, Second>>(x);
}
/// With ordinary arguments: `swapaxes(x, -1, -2)`.
template <Recordable Symbol>
constexpr Symbol swapaxes(Symbol const& x, int first, int second) {
  return record_called<ops::transpose>(encode_axes(exchanged_axes(x.extents().rank, first, second)),
                                       "swapaxes", x, first, second);
}

}  // namespace typegrad

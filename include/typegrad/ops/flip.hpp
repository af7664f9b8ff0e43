// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/slice.hpp>
#include <typegrad/shape/normalize_axes.hpp>

namespace typegrad {

/// The slice that reverses axes.
constexpr encoded_attributes<3 * max_rank> encode_flip(shape const& from, axis_list const& axes) {
  axes_result const reversed = shape_rule::normalize_axes(axes, from.rank);
  encoded_attributes<3 * max_rank> encoded;
  encoded.relation = reversed.relation;
  for (int axis = 0; axis < from.rank; ++axis) {
    bool const backwards = reversed.value.contains(axis) && from.extents[axis] != 0;
    encoded.append(backwards ? shape_rule::difference_of_extents(from.table, from.extents[axis], 1)
                             : 0);
    encoded.append(backwards ? -1 : 1);
    encoded.append(from.extents[axis]);
  }
  return encoded;
}

/// The attributes of `flip<Axis...>(x)`.
template <int... Axis>
struct typed_flip {
  static constexpr auto name = "flip";
  static constexpr encoded_attributes<3 * max_rank> encode(shape const& from) {
    return encode_flip(from, sizeof...(Axis) == 0 ? all_axes : make_axes(Axis...));
  }
};

/// y = x read backwards along all axes, `flip(x)`, or some, `flip<0, -1>(x)`.
///
/// shape     x: S  ->  S
/// backward  dx = dy read backwards
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none
/// errors    an axis outside [-rank, rank), or named twice
/// source    NumPy, `numpy.flip`
template <int... Axis, Operand Value>
constexpr auto flip(Value const& x) {
  return apply_encoded<ops::slice, typed_flip<Axis...>>(x);
}
/// With ordinary arguments: `flip(x, {0, -1})`.
template <Recordable Symbol>
constexpr Symbol flip(Symbol const& x, axis_list const& axes) {
  return record_called<ops::slice>(encode_flip(x.extents(), axes), "flip", x, axes);
}
/// `flip<0>`: rows from the last to the first.
template <Operand Value>
constexpr auto flipud(Value const& x) {
  return flip<0>(x);
}
/// `flip<1>`: columns from the last to the first.
template <Operand Value>
constexpr auto fliplr(Value const& x) {
  return flip<1>(x);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/flatten.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/sub.hpp>
#include <typegrad/shape/normalize_axes.hpp>

namespace typegrad {

/// The words of `slice` for the elements of an axis that have a neighbour before them, or after.
constexpr encoded_attributes<3 * max_rank> encode_neighbours(shape const& from, int axis,
                                                             bool later) {
  axis_result const along = shape_rule::normalize_axis(axis, from.rank);
  if (!along) {
    encoded_attributes<3 * max_rank> encoded;
    encoded.relation = along.relation;
    return encoded;
  }
  slice_list items;
  for (int k = 0; k < along.value; ++k) items.append(whole_axis);
  items.append(later ? take_range(1, omitted) : take_range(omitted, -1));
  return encode_slice(from, items);
}
/// The attributes of both parts.
template <int Axis, bool Later>
struct typed_neighbours {
  static constexpr auto name = "diff";
  static constexpr auto call = "diff<axis>(a)";
  static constexpr encoded_attributes<3 * max_rank> encode(shape const& from) {
    return encode_neighbours(from, Axis, Later);
  }
};

/// y = the differences of neighbours along an axis, the last one if none is named: y_i = x_(i+1) -
/// x_i. Second differences are `diff(diff(x))`.
///
/// shape     x: (..., n, ...)  ->  (..., n - 1, ...), of an empty axis an empty one
/// backward  dx = the differences of dy between two zeros, turned round
/// types     those of `x - x`
/// domain    all x
/// edge      NaN and infinities as `-` has them
/// cost      one subtraction per element
/// errors    an axis outside [-rank, rank)
/// source    NumPy, `numpy.diff`
template <int Axis = -1, Operand Value>
constexpr auto diff(Value const& x) {
  return sub(apply_encoded<ops::slice, typed_neighbours<Axis, true>>(x),
             apply_encoded<ops::slice, typed_neighbours<Axis, false>>(x));
}
template <ShapedByType Value>
constexpr refused diff(Value const&, int) {
  return refuse_axis_argument<Value>();
}
/// With an ordinary argument: `diff(x, 0)`.
template <Recordable Symbol>
constexpr auto diff(Symbol const& x, int axis) {
  auto const later = encode_neighbours(x.extents(), axis, true);
  require_call(later.relation, "diff", x, axis);
  return sub(slice_by(x, later.list()),
             slice_by(x, encode_neighbours(x.extents(), axis, false).list()));
}
/// `diff` of x as one row of elements.
template <Operand Value>
constexpr auto ediff1d(Value const& x) {
  return diff(flatten(x));
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/concatenate.hpp>
#include <typegrad/ops/slice.hpp>

namespace typegrad {

/// One index of an axis, the axis kept with extent 1.
constexpr encoded_attributes<3 * max_rank> encode_one_index(shape const& from, int axis,
                                                            index_t index) {
  axis_result const along = shape_rule::normalize_axis(axis, from.rank);
  encoded_attributes<3 * max_rank> encoded;
  encoded.relation = along.relation;
  if (!along) return encoded;
  range_result const place =
      shape_rule::normalize_range(take_index(index), from.extents[along.value]);
  encoded.relation = place.relation;
  for (int k = 0; k < from.rank; ++k) {
    encoded.append(k == along.value ? place.start : 0);
    encoded.append(1);
    encoded.append(k == along.value ? 1 : from.extents[k]);
  }
  return encoded;
}

/// The attributes of one element of `take<Axis, Index...>(x)`.
template <class X, int Axis, index_t Index>
struct typed_one_index {
  static constexpr auto name = "take";
  static constexpr char const* call = "take<...>(a)";
  static constexpr auto value = encode_one_index(typed_operand<X>::extents, Axis, Index);
};

/// y = the elements of x at these indices of an axis, in this order: `take<1, 2, 0, 2>(x)` is `x[:, [2, 0, 2]]`.
///
/// shape     x: S  ->  S with as many elements along the axis as there are indices
/// backward  dx = dy at the indices, added up where one is repeated, zero elsewhere
/// cost      one copy
/// errors    an axis outside [-rank, rank); an index outside its axis
template <int Axis, index_t... Index, Operand X>
constexpr auto take(X const& x) {
  static_assert(sizeof...(Index) > 0,
                "typegrad: take<axis, indices...>(x) needs at least one index");
  return concatenate<Axis>(apply_encoded<ops::slice, typed_one_index<X, Axis, Index>>(x)...);
}
template <Recordable Symbol>
constexpr Symbol take(Symbol x, growing_array<index_t> const& indices, int axis) {
  growing_array<Symbol> parts;
  for (index_t const index : indices) {
    auto const encoded = encode_one_index(x.extents(), axis, index);
    if (encoded.relation != nullptr) shapes_must_fit(encoded.relation);
    parts.push_back(slice_by(x, encoded.list()));
  }
  return concatenate(parts, axis);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/concatenate.hpp>
#include <typegrad/ops/slice.hpp>

#include <initializer_list>

namespace typegrad {

/// One index of an axis, the axis kept with extent 1.
constexpr encoded_attributes<3 * max_rank> encode_one_index(shape const& from, int axis,
                                                            index_t index) {
  axis_result const along = shape_rule::normalize_axis(axis, from.rank);
  encoded_attributes<3 * max_rank> encoded;
  encoded.relation = along.relation;
  if (!along) return encoded;
  range_result const place =
      shape_rule::normalize_range(take_index(index), from.extents[along.value], from.table);
  encoded.relation = place.relation;
  for (int k = 0; k < from.rank; ++k) {
    encoded.append(k == along.value ? place.start : 0);
    encoded.append(1);
    encoded.append(k == along.value ? 1 : from.extents[k]);
  }
  return encoded;
}

/// The attributes of one element of `take<Axis, Index...>(x)`.
template <int Axis, index_t Index>
struct typed_one_index {
  static constexpr auto name = "take";
  static constexpr encoded_attributes<3 * max_rank> encode(shape const& from) {
    return encode_one_index(from, Axis, Index);
  }
};

/// A list of integers that is put together at run time: a `growing_array`, `std::vector` or
/// `std::array` of them.
template <class List>
concept IndexList = requires(List const& list) {
  requires WholeNumber<std::remove_cvref_t<decltype(*list.data())>>;
  list.size();
};

/// y = the elements of x at these indices of an axis, in this order: `take<1, 2, 0, 2>(x)` is `x[:,
/// [2, 0, 2]]`.
///
/// shape     x: S  ->  S with as many elements along the axis as there are indices
/// backward  dx = dy at the indices, added up where one is repeated, zero elsewhere
/// domain    all x
/// edge      none: elements stay what they are
/// cost      one copy
/// errors    an axis outside [-rank, rank); an index outside its axis
/// source    NumPy, `numpy.take`
template <int Axis, index_t... Index, Operand Value>
constexpr auto take(Value const& x) {
  static_assert(sizeof...(Index) > 0,
                "typegrad: take<axis, indices...>(x) needs at least one index");
  return concatenate<Axis>(apply_encoded<ops::slice, typed_one_index<Axis, Index>>(x)...);
}

template <Recordable Symbol>
constexpr Symbol take_list(Symbol const& x, list_view<index_t> indices, int axis) {
  shape const from = x.extents();
  char const* relation = shape_rule::normalize_axis(axis, from.rank).relation;
  for (int i = 0; i < indices.count && relation == nullptr; ++i)
    relation = encode_one_index(from, axis, indices.data[i]).relation;
  require_call(relation, "take", x, indices, axis);
  if (indices.count == 0) return slice_along(x, axis < 0 ? axis + from.rank : axis, 0, 0);
  growing_array<Symbol> parts(indices.count);
  for (int i = 0; i < indices.count; ++i)
    parts.items[i] = slice_by(x, encode_one_index(from, axis, indices.data[i]).list());
  return concatenate(parts, axis);
}
/// With ordinary arguments: `take(x, {2, 0, 2}, 1)`, or with a list that is put together at run
/// time.
template <Recordable Symbol>
constexpr Symbol take(Symbol const& x, std::initializer_list<index_t> indices, int axis) {
  return take_list(x, list_view<index_t>{indices.begin(), static_cast<int>(indices.size())}, axis);
}
template <Recordable Symbol, IndexList List>
constexpr Symbol take(Symbol const& x, List const& indices, int axis) {
  growing_array<index_t> numbers(static_cast<int>(indices.size()));
  for (int i = 0; i < numbers.count; ++i)
    numbers.items[i] = static_cast<index_t>(indices.data()[i]);
  return take_list(x, list_view<index_t>{numbers.items, numbers.count}, axis);
}

}  // namespace typegrad

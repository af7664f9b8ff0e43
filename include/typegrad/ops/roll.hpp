// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/concatenate.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/shape/normalize_axes.hpp>

namespace typegrad {

/// The words of `slice` for the elements that come first after a roll, or for the others.
constexpr encoded_attributes<3 * max_rank> encode_rolled(shape const& from, int shift, int axis,
                                                         bool first) {
  axis_result const along = shape_rule::normalize_axis(axis, from.rank);
  encoded_attributes<3 * max_rank> encoded;
  encoded.relation = along.relation;
  if (along && is_open(from.extents[along.value]))
    encoded.relation = "the extent of the axis must be known while compiling";
  if (encoded.relation != nullptr) return encoded;
  index_t const extent = from.extents[along.value];
  index_t const cut = extent == 0 ? 0 : ((-shift) % extent + extent) % extent;
  slice_list items;
  for (int k = 0; k < along.value; ++k) items.append(whole_axis);
  items.append(first ? take_range(cut, extent) : take_range(0, cut));
  return encode_slice(from, items);
}
/// The attributes of both parts.
template <int Shift, int Axis, bool First>
struct typed_rolled {
  static constexpr auto name = "roll";
  static constexpr auto call = "roll<shift, axis>(a)";
  static constexpr encoded_attributes<3 * max_rank> encode(shape const& from) {
    return encode_rolled(from, Shift, Axis, First);
  }
};

/// y = the elements moved on along an axis, those that leave at the end coming in at the front:
/// `roll<1>(x)` of a vector, `roll<-1, 0>(x)` along axis 0.
///
/// shape     x: S  ->  S
/// backward  dx = dy moved back
/// domain    all x
/// edge      none: elements stay what they are; a shift may exceed the extent
/// cost      one copy
/// errors    an axis outside [-rank, rank), or whose extent is open; `roll<1>(x)` of several axes,
///           which NumPy flattens
/// source    NumPy, `numpy.roll`
template <int Shift, int Axis, Operand Value>
constexpr auto roll(Value const& x) {
  return concatenate<Axis>(apply_encoded<ops::slice, typed_rolled<Shift, Axis, true>>(x),
                           apply_encoded<ops::slice, typed_rolled<Shift, Axis, false>>(x));
}
template <int Shift, ShapedByType Value>
constexpr auto roll(Value const& x) {
  constexpr bool is_vector = typed_operand<Value>::extents.rank == 1;
  static_assert(is_vector,
                "typegrad: roll<shift>(x) takes a vector; of several axes name one, "
                "roll<shift, 0>(x)");
  if constexpr (is_vector) return roll<Shift, 0>(x);
  else return refused{};
}
template <ShapedByType Value, class... Arguments>
constexpr refused roll(Value const&, int, Arguments const&...) {
  static_assert(!ShapedByType<Value>,
                "typegrad: roll(x, shift, axis): the shift and the axis are template arguments "
                "here: roll<shift>(x), roll<shift, axis>(x)");
  return {};
}
/// With ordinary arguments: `roll(x, -1)` of a vector, `roll(x, 1, 0)`.
template <Recordable Symbol>
constexpr Symbol roll(Symbol const& x, int shift, int axis) {
  auto const first = encode_rolled(x.extents(), shift, axis, true);
  require_call(first.relation, "roll", x, shift, axis);
  return concatenate({slice_by(x, first.list()),
                      slice_by(x, encode_rolled(x.extents(), shift, axis, false).list())},
                     axis);
}
template <Recordable Symbol>
constexpr Symbol roll(Symbol const& x, int shift) {
  require_call(x.extents().rank == 1
                   ? nullptr
                   : "a must be a vector; of several axes name one, roll(a, shift, axis)",
               "roll", x, shift);
  return roll(x, shift, 0);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/slice.hpp>
#include <typegrad/shape/normalize_axes.hpp>

#include <array>

namespace typegrad {

/// Part `which` of `count` equal parts along an axis.
constexpr encoded_attributes<3 * max_rank> encode_part(shape const& from, int count, int which,
                                                       int axis) {
  axis_result const cut = shape_rule::normalize_axis(axis, from.rank);
  encoded_attributes<3 * max_rank> encoded;
  encoded.relation = count < 1 ? "there must be at least one part" : cut.relation;
  if (encoded.relation == nullptr && !is_open(from.extents[cut.value]) &&
      from.extents[cut.value] % count != 0)
    encoded.relation = "the axis must split into equal parts";
  if (encoded.relation != nullptr) return encoded;
  for (int k = 0; k < from.rank; ++k) {
    bool const whole = k != cut.value || count == 1;
    index_t const extent =
        whole ? from.extents[k]
              : shape_rule::quotient_of_extents(from.table, from.extents[k], count);
    encoded.append(whole ? 0 : shape_rule::product_of_extents(from.table, extent, which));
    encoded.append(1);
    encoded.append(extent);
  }
  return encoded;
}

/// The attributes of one part of `split<Count, Axis>(x)`. `Which` is a type, no number of the
/// call's words.
template <int Count, int Axis, class Which>
struct typed_part {
  static constexpr auto name = "split";
  static constexpr encoded_attributes<3 * max_rank> encode(shape const& from) {
    return encode_part(from, Count, Which::value, Axis);
  }
};

template <int Count, int Axis, class Value>
constexpr auto split_in(Value const& x) {
  return [&]<int... Index>(std::integer_sequence<int, Index...>) {
    return std::array{
        apply_encoded<ops::slice, typed_part<Count, Axis, std::integral_constant<int, Index>>>(
            x)...};
  }(std::make_integer_sequence<int, Count>{});
}

/// x cut into equal parts along an axis, which decompose: `auto [a, b] = split<2, -1>(x)`.
///
/// shape     x: S  ->  N times S with the axis divided by N
/// backward  dx = the adjoints of the parts end to end
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none
/// errors    an axis outside [-rank, rank), or whose extent N does not divide
/// source    NumPy, `numpy.split`
template <int Count, int Axis = 0, Operand Value>
constexpr auto split(Value const& x) {
  static_assert(Count > 0, "typegrad: split<N>(x) needs at least one part");
  if constexpr (!Recordable<Value>) {
    using first = encoded_for<typed_part<Count, Axis, std::integral_constant<int, 0>>, Value>;
    if constexpr (first::value.relation != nullptr) return refuse<ops::slice, first, Value>();
    else return split_in<Count, Axis>(x);
  } else {
    return split_in<Count, Axis>(x);
  }
}
/// With ordinary arguments, as a list: `split(x, 2, -1)[0]`.
template <Recordable Symbol>
constexpr growing_array<Symbol> split(Symbol const& x, int sections, int axis = 0) {
  shape const from = x.extents();
  require_call(encode_part(from, sections, 0, axis).relation, "split", x, sections, axis);
  growing_array<Symbol> parts(sections);
  for (int i = 0; i < sections; ++i)
    parts[i] = slice_by(x, encode_part(from, sections, i, axis).list());
  return parts;
}

}  // namespace typegrad

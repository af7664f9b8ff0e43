// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/apply_encoded.hpp>
#include <typegrad/ops/join.hpp>
#include <typegrad/shape/slice.hpp>

namespace typegrad {

/// y = a regular part of x: for each axis `start, start + step, ...`, or one index, which drops the
/// axis.
///
/// shape     x: S  ->  the counts of the axes that stay
/// backward  dx = dy in its place, zero elsewhere  reads nothing
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none: it is a reading with other strides
/// identity  a part of a part is a part of the whole; a part of one operand of a join is a part of
///           that operand
/// errors    more items than axes, an index outside its axis, a step of 0; bounds of a range are
///           clipped
/// source    NumPy, basic indexing
///
/// Attributes: for each axis of x the start, the step and the count (-1: one index, the axis is
/// dropped).
struct slice_operation : operation_defaults {
  static constexpr auto name = "slice";
  static constexpr operation_kind kind = operation_kind::view;
  static constexpr int arity = 1;
  static constexpr bool linear = true;

  static constexpr void describe(text_writer& text, list_view<word> attributes) {
    write_region(text, attributes);
  }

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word> attributes) {
    typegrad::shape extents;
    for (int axis = 0; axis < x[0].rank; ++axis)
      if (attributes[3 * axis + 2] != one_index)
        extents.append(static_cast<index_t>(attributes[3 * axis + 2]));
    return {extents};
  }
  static constexpr strided_view place(strided_view const& x, typegrad::shape const& from,
                                      typegrad::shape const&, list_view<word> attributes) {
    strided_view view{x.exists, x.offset, {}};
    int own = 0;
    for (int axis = 0; axis < from.rank; ++axis) {
      view.offset += static_cast<index_t>(attributes[3 * axis]) * x.strides[axis];
      if (attributes[3 * axis + 2] != one_index)
        view.strides[own++] = static_cast<index_t>(attributes[3 * axis + 1]) * x.strides[axis];
    }
    return view;
  }
  static constexpr auto identities(auto a) {
    constexpr auto part = [](auto x) { return node_of<slice_operation>(x); };
    return rewrites{
        part(a) == a,
        part(part(a)) == part(a),
        of_join([](auto whole, list_view<word> attributes, node_signature made) {
          return part_of_join(whole, attributes, made);
        }),
    };
  }
  static constexpr bool keeps_order(list_view<word> attributes) {
    return join_operation::is_whole(attributes);
  }
  static constexpr encoded_attributes<3 * max_rank> composed(list_view<word> inner,
                                                             list_view<word> outer) {
    encoded_attributes<3 * max_rank> together;
    if (has_open_extents(inner) || has_open_extents(outer)) {
      together.count = -1;
      return together;
    }
    int own = 0;
    for (int i = 0; i < inner.count; i += 3) {
      bool const stays = inner[i + 2] != one_index;
      together.append(inner[i] + (stays ? inner[i + 1] * outer[own] : 0));
      together.append(inner[i + 1] * (stays ? outer[own + 1] : 1));
      together.append(stays ? outer[own + 2] : one_index);
      if (stays) own += 3;
    }
    return together;
  }
  /// A part of a join that lies in one operand is a part of that operand, and zero where none lies:
  /// the gradient of `x(i)` in terms of `x(j)` never touches memory.
  static constexpr symbol part_of_join(auto whole, list_view<word> attributes,
                                       node_signature made) {
    int const count = whole.operand_count();
    word const* const regions = whole.attributes().data + 1 + whole.rank();
    bool const open = has_open_extents(whole.attributes()) || has_open_extents(attributes);
    int const likely = open ? 0 : likely_operand(whole, attributes);
    for (int i = open ? 0 : -1; i < count; ++i) {
      int const which = i < 0 ? likely : i;
      region_relation const relation =
          compare_regions(regions + which * attributes.count, attributes.data, attributes.count);
      if (relation == region_relation::equal) return convert_to(whole.operand(which), made.type);
      if (relation == region_relation::overlap && open) continue;
      if (relation == region_relation::overlap)
        return part_of_operand(whole, which, attributes, made);
    }
    return open ? symbol{} : uniform_literal(*whole.graph, made, 0.0);
  }
  /// Where to look first: a tensor built from numbers has them in row-major order.
  static constexpr int likely_operand(auto whole, list_view<word> attributes) {
    index_t position = 0;
    for (int axis = 0; axis < whole.rank(); ++axis)
      position = position * whole.extents()[axis] + static_cast<index_t>(attributes[3 * axis]);
    return position < whole.operand_count() ? static_cast<int>(position) : 0;
  }
  /// The part, in terms of operand `which` of a join, where all of it lies there, else `{}`.
  static constexpr symbol part_of_operand(auto whole, int which, list_view<word> attributes,
                                          node_signature made) {
    word const* const region =
        whole.attributes().data + 1 + whole.rank() + which * attributes.count;
    word inside[3 * max_rank]{};
    int own = 0;
    for (int i = 0; i < attributes.count; i += 3) {
      word const from = attributes[i] - region[i];
      if (region[i + 2] == one_index) {
        if (attributes[i + 2] != one_index) return {};
        continue;
      }
      word const taken = attributes[i + 2] == one_index ? 1 : attributes[i + 2];
      if (taken == 0 || from % region[i + 1] != 0 ||
          (taken > 1 && attributes[i + 1] % region[i + 1] != 0))
        return {};
      word const first = from / region[i + 1];
      word const step = taken > 1 ? attributes[i + 1] / region[i + 1] : 1;
      word const last = first + (taken - 1) * step;
      if (first < 0 || last < 0 || first >= region[i + 2] || last >= region[i + 2]) return {};
      inside[own] = first;
      inside[own + 1] = step;
      inside[own + 2] = attributes[i + 2];
      own += 3;
    }
    return convert_to(slice_by(whole.operand(which), list_view<word>{inside, own}), made.type);
  }
  static constexpr auto pullback(int, auto gy, auto y) {
    return join_into(gy, y.operand(0).extents(), y.attributes());
  }
};

namespace ops {
using slice = slice_operation;
}

/// The part of `x` that the attributes of `slice` describe.
template <Recordable Symbol>
constexpr Symbol slice_by(Symbol const& x, list_view<word> attributes) {
  return record<ops::slice>(attributes, x);
}

/// Element number `position` of `x` in row-major order, as a value of rank 0.
template <Recordable Symbol>
constexpr Symbol element_of(Symbol x, index_t position) {
  word attributes[3 * max_rank]{};
  shape const extents = x.extents();
  for (int axis = extents.rank - 1; axis >= 0; --axis) {
    attributes[3 * axis] = position % extents.extents[axis];
    attributes[3 * axis + 1] = 1;
    attributes[3 * axis + 2] = one_index;
    position /= extents.extents[axis];
  }
  return record<ops::slice>({attributes, 3 * extents.rank}, x);
}
/// The element of `x` at one index for each axis.
template <Recordable Symbol>
constexpr Symbol element_at(Symbol x, index_t const* indices) {
  word attributes[3 * max_rank]{};
  for (int axis = 0; axis < x.rank(); ++axis) {
    attributes[3 * axis] = indices[axis];
    attributes[3 * axis + 1] = 1;
    attributes[3 * axis + 2] = one_index;
  }
  return record<ops::slice>({attributes, 3 * x.rank()}, x);
}

template <Recordable Symbol>
constexpr Symbol row_at(Symbol x, index_t i) {
  word attributes[3 * max_rank]{i, 1, one_index};
  for (int axis = 1; axis < x.rank(); ++axis) {
    attributes[3 * axis + 1] = 1;
    attributes[3 * axis + 2] = x.extents()[axis];
  }
  return slice_by(x, list_view<word>{attributes, 3 * x.rank()});
}

/// The words of `slice` for these items, and the relation that does not hold, if any.
constexpr encoded_attributes<3 * max_rank> encode_slice(shape const& from,
                                                        slice_list const& items) {
  slice_result const taken = shape_rule::slice(from, items);
  encoded_attributes<3 * max_rank> encoded;
  encoded.relation = taken.relation;
  if (!taken) return encoded;
  for (int axis = 0; axis < from.rank; ++axis) {
    encoded.append(taken.start[axis]);
    bool const moves = taken.extents[axis] > 1 || is_open(taken.extents[axis]);
    encoded.append(moves ? taken.step[axis] : 1);  // a step not taken may be of any size
    encoded.append(axis < items.count && items.items[axis].is_index ? one_index
                                                                    : taken.extents[axis]);
  }
  return encoded;
}

/// The part of `x` that the items describe, `slice(x, {range(0, 2), 1})`, with the same meaning as
/// `x[...]` in NumPy.
template <Recordable Symbol>
constexpr Symbol slice(Symbol const& x, slice_list const& items) {
  return record_called<ops::slice>(encode_slice(x.extents(), items), "slice", x, items);
}
/// `count` elements of one axis, from `start` in steps. For rules: nothing is clipped, no axis is
/// negative.
template <Recordable Symbol>
constexpr Symbol slice_along(Symbol const& x, int axis, index_t start, index_t count,
                             index_t step = 1) {
  word attributes[3 * max_rank]{};
  for (int k = 0; k < x.rank(); ++k) {
    attributes[3 * k] = k == axis ? start : 0;
    attributes[3 * k + 1] = k == axis ? step : 1;
    attributes[3 * k + 2] = k == axis ? count : x.extents()[k];
  }
  return slice_by(x, list_view<word>{attributes, 3 * x.rank()});
}

template <auto... Item>
struct typed_slice {
  static constexpr char const* call = "slice<...>(a)";
  static constexpr encoded_attributes<3 * max_rank> encode(shape const& from) {
    return encode_slice(from, make_slices(item_of(Item)...));
  }
};

/// The part of x that the items name, one for each leading axis: a `range`, `whole_axis`, or an
/// index, which drops the axis. `slice<range(0, 2), 1, range(omitted, omitted, -1)>(x)` is NumPy's
/// `x[0:2, 1, ::-1]`.
template <auto... Item, Operand Value>
constexpr auto slice(Value const& x) {
  return apply_encoded<ops::slice, typed_slice<Item...>>(x);
}

}  // namespace typegrad

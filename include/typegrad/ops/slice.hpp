// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/describe_region.hpp>
#include <typegrad/op/typed_operand.hpp>
#include <typegrad/shape/slice.hpp>

namespace typegrad {

/// y = a regular part of x: for each axis `start, start + step, ...`, or one index, which drops the axis.
///
/// shape     x: S  ->  the counts of the axes that stay
/// backward  dx = dy in its place, zero elsewhere  reads nothing
/// cost      none: it is a reading with other strides
///
/// Attributes: for each axis of x the start, the step and the count (-1: one index, the axis is dropped).
struct slice_operation : operation_defaults {
  static constexpr auto name = "slice";
  static constexpr operation_kind kind = operation_kind::view;
  static constexpr int arity = 1;
  static constexpr bool linear = true;

  static constexpr void describe(text_writer& text, list_view<word> attributes) { write_region(text, attributes); }

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word> attributes) {
    typegrad::shape extents;
    for (int axis = 0; axis < x[0].rank; ++axis)
      if (attributes[3 * axis + 2] >= 0) extents.append(static_cast<index_t>(attributes[3 * axis + 2]));
    return {extents};
  }
  static constexpr strided_view place(strided_view const& x, typegrad::shape const& from, typegrad::shape const&,
                                      list_view<word> attributes) {
    strided_view view{x.exists, x.offset, {}};
    int own = 0;
    for (int axis = 0; axis < from.rank; ++axis) {
      view.offset += static_cast<index_t>(attributes[3 * axis]) * x.strides[axis];
      if (attributes[3 * axis + 2] >= 0) view.strides[own++] = static_cast<index_t>(attributes[3 * axis + 1]) * x.strides[axis];
    }
    return view;
  }
  static constexpr int simplify(auto& graph, list_view<int> x, list_view<word> attributes, node_signature made) {
    auto const operand = symbol_in(graph, x[0]);
    if (operand.is_uniform())
      return intern_literal(graph, made.type, typegrad::shape(graph.shape_at(made.shape_id)), operand.uniform_value());
    if (graph.node(x[0]).shape_id == made.shape_id) {
      bool identity = true;
      for (int axis = 0; 3 * axis < attributes.count; ++axis)
        identity = identity && attributes[3 * axis] == 0 && (attributes[3 * axis + 1] == 1);
      if (identity) return x[0];
    }
    return part_of_join(graph, x[0], attributes, made);
  }
  /// A part of a join that is exactly one of its operands, or where none of them is: the gradient of
  /// `x(i)` in terms of `x(j)` never touches memory.
  static constexpr int part_of_join(auto& graph, int id, list_view<word> attributes, node_signature made) {
    operation const& op = graph.operation_of(id);
    if (op.kind != operation_kind::join) return -1;
    list_view<word> const regions = graph.attributes_of(id);
    int const first = 1 + static_cast<int>(regions[0]);
    bool one_element = true;
    for (int i = 2; i < attributes.count; i += 3) one_element = one_element && attributes[i] < 0;
    for (int which = 0; which < graph.node(id).operand_count; ++which) {
      bool same = true;
      bool inside = true;
      for (int i = 0; i < attributes.count; ++i) {
        word const region = regions[first + which * attributes.count + i];
        same = same && region == attributes[i];
        if (i % 3 == 0) inside = inside && region == attributes[i];
      }
      if (same) return graph.operand(id, which);
      if (!inside && one_element && graph.shape_of(graph.operand(id, which)).rank != 0) return -1;
    }
    if (!one_element) return -1;
    for (int which = 0; which < graph.node(id).operand_count; ++which)
      if (graph.shape_of(graph.operand(id, which)).rank != 0) return -1;
    return intern_literal(graph, made.type, typegrad::shape{}, 0.0);
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
constexpr Symbol slice_by(Symbol x, list_view<word> attributes) { return record<ops::slice>(attributes, x); }

/// Element number `position` of `x` in row-major order, as a value of rank 0.
template <Recordable Symbol>
constexpr Symbol element_of(Symbol x, index_t position) {
  word attributes[3 * max_rank]{};
  shape const extents = x.extents();
  for (int axis = extents.rank - 1; axis >= 0; --axis) {
    attributes[3 * axis] = position % extents.extents[axis];
    attributes[3 * axis + 1] = 1;
    attributes[3 * axis + 2] = -1;
    position /= extents.extents[axis];
  }
  return record<ops::slice>({attributes, 3 * extents.rank}, x);
}

}  // namespace typegrad

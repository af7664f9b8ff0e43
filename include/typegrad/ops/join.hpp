// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/typed_operand.hpp>

namespace typegrad {

/// y = each operand in a region of its own, zero elsewhere: what concatenating, stacking, building a tensor
/// from numbers and the transpose of `slice` have in common.
///
/// shape     the attributes
/// backward  da = the region of a in dy            reads nothing
/// cost      one copy
///
/// Attributes: the rank and the extents of y; for each operand and axis of y the start, the step and the
/// count of its region (-1: the operand does not have the axis). Regions do not overlap.
struct join_operation : operation_defaults {
  static constexpr auto name = "join";
  static constexpr operation_kind kind = operation_kind::join;
  static constexpr int arity = -1;
  static constexpr bool linear = true;

  static constexpr shape_result shape(list_view<typegrad::shape>, list_view<word> attributes) {
    typegrad::shape extents;
    for (int axis = 0; axis < attributes[0]; ++axis) extents.append(static_cast<index_t>(attributes[1 + axis]));
    return {extents};
  }
  static constexpr list_view<word> region_of(int which, list_view<word> attributes) {
    int const rank = static_cast<int>(attributes[0]);
    return {attributes.data + 1 + rank + 3 * rank * which, 3 * rank};
  }
  static constexpr strided_view region(int which, typegrad::shape const& result, list_view<word> attributes) {
    list_view<word> const words = region_of(which, attributes);
    strided_view const whole = contiguous_view(result);
    strided_view view{true, 0, {}};
    int own = 0;
    for (int axis = 0; axis < result.rank; ++axis) {
      view.offset += static_cast<index_t>(words[3 * axis]) * whole.strides[axis];
      if (words[3 * axis + 2] >= 0)
        view.strides[own++] = static_cast<index_t>(words[3 * axis + 1]) * whole.strides[axis];
    }
    return view;
  }
  /// Zeros need no operand: the result is zero where nobody writes.
  static constexpr int simplify(auto& graph, list_view<int> x, list_view<word> attributes, node_signature made) {
    int zeros = 0;
    for (int const id : x)
      if (symbol_in(graph, id).is_uniform(0.0)) ++zeros;
    if (zeros == x.count) return intern_literal(graph, made.type, typegrad::shape(graph.shape_at(made.shape_id)), 0.0);
    if (x.count == 1 && graph.node(x[0]).shape_id == made.shape_id && attributes[2 + static_cast<int>(attributes[0])] == 1) return x[0];
    if (zeros == 0) return -1;
    growing_array<int> rest;
    growing_array<word> words;
    int const rank = static_cast<int>(attributes[0]);
    for (int i = 0; i <= rank; ++i) words.push_back(attributes[i]);
    for (int which = 0; which < x.count; ++which) {
      if (symbol_in(graph, x[which]).is_uniform(0.0)) continue;
      rest.push_back(x[which]);
      for (word const w : region_of(which, attributes)) words.push_back(w);
    }
    return intern_node<join_operation>(graph, made, {rest.data(), rest.size()}, {words.data(), words.size()});
  }
  static constexpr auto pullback(int which, auto gy, auto y) {
    growing_array<word> words;
    for (word const w : region_of(which, y.attributes())) words.push_back(w);
    return slice_by(gy, list_view<word>{words.data(), words.size()});
  }
};

namespace ops {
using join = join_operation;
}

/// `x` in a region of a tensor of shape `target` that is zero elsewhere.
template <Recordable Symbol>
constexpr Symbol join_into(Symbol x, shape const& target, list_view<word> region) {
  growing_array<word> words;
  words.push_back(target.rank);
  for (int axis = 0; axis < target.rank; ++axis) words.push_back(target.extents[axis]);
  for (word const w : region) words.push_back(w);
  return record<ops::join>({words.data(), words.size()}, x);
}

/// The tensor of shape `extents` with these numbers, in row-major order.
template <Recordable Symbol>
constexpr Symbol stack_of_scalars(growing_array<Symbol> const& numbers, shape const& extents) {
  growing_array<word> words;
  growing_array<int> ids(numbers.size());
  words.push_back(extents.rank);
  for (int axis = 0; axis < extents.rank; ++axis) words.push_back(extents.extents[axis]);
  for (int i = 0; i < numbers.size(); ++i) {
    ids[i] = numbers[i].id;
    strided_view const whole = contiguous_view(extents);
    for (int axis = 0; axis < extents.rank; ++axis) {
      words.push_back(i / whole.strides[axis] % extents.extents[axis]);
      words.push_back(1);
      words.push_back(-1);
    }
  }
  auto& graph = *numbers[0].graph;
  return {&graph, record_node<ops::join>(graph, {ids.data(), ids.size()}, {words.data(), words.size()})};
}

}  // namespace typegrad

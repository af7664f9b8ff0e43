// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/plan.hpp>
#include <typegrad/transform/reduced_view.hpp>

namespace typegrad {

/// The node whose shape is the index space of node `id` in a loop: an element-wise node is computed
/// over its own elements, a reduction over those that it reads.
template <class Graph>
constexpr int space_of_node(Graph const& graph, int id) {
  return graph.nodes[id].op->kind == operation_kind::reduction ? graph.operand(id, 0) : id;
}

/// Whether the loop `step` takes `operand` from its own turn: it computes it, element by element.
template <class Graph, class Plan>
constexpr bool is_of_same_turn(Graph const& graph, Plan const& made, int operand, int step) {
  return made.places[operand].step == step &&
         graph.nodes[operand].op->kind == operation_kind::element_wise;
}

/// Whether an operand is one number for all turns.
template <class Graph, class Plan>
constexpr bool is_same_in_all_turns(Graph const& graph, Plan const& made, int operand) {
  return graph.nodes[operand].shape_id == 0 || (made.places[operand].kind == place_kind::literal &&
                                                graph.nodes[operand].attribute_count == 1);
}

/// How a loop over `space` writes a member: element-wise results one after the other, or where they
/// stand in a join, reductions where they belong.
constexpr strided_view write_in_loop(operation_kind kind, list_view<word> attributes,
                                     shape const& space, placement const& place) {
  if (kind == operation_kind::reduction) return reduced_view(space, attributes);
  return place.kind == place_kind::view ? place.view : contiguous_view(space);
}

/// The axes of a loop, neighbours merged where every access allows it.
struct merged_axes {
  int count = 0;
  int last_axis[max_rank]{};  ///< the innermost axis of each merged group: its stride is the
                              ///< group's

  /// The number of turns along a group.
  constexpr index_t extent(shape const& space, int group) const {
    index_t product = 1;
    for (int axis = group > 0 ? last_axis[group - 1] + 1 : 0; axis <= last_axis[group]; ++axis)
      product *= space.extents[axis];
    return product;
  }
};

template <class Graph, class Plan>
constexpr merged_axes merge_axes(Graph const& graph, Plan const& made, int loop_number) {
  step const& loop = made.steps[loop_number];
  shape const& space = graph.shape_of(space_of_node(graph, loop.node));
  bool together[max_rank]{};  // together[d]: axis d and d + 1 are one
  for (int d = 0; d + 1 < space.rank; ++d) together[d] = true;
  auto const restrict_to = [&](strided_view const& view) {
    for (int d = 0; d + 1 < space.rank; ++d)
      if (view.strides[d] != view.strides[d + 1] * space.extents[d + 1]) together[d] = false;
  };
  for (int m = 0; m < loop.member_count; ++m) {
    int const id = made.members[loop.first_member + m];
    restrict_to(
        write_in_loop(graph.nodes[id].op->kind, graph.attributes_of(id), space, made.places[id]));
    for (int const operand : graph.operands_of(id))
      if (graph.nodes[operand].shape_id != 0 && !is_of_same_turn(graph, made, operand, loop_number))
        restrict_to(aligned_view(made.places[operand].view, graph.shape_of(operand), space.rank));
  }
  merged_axes merged;
  for (int d = 0; d < space.rank; ++d) {
    if (d == 0 || !together[d - 1]) ++merged.count;
    merged.last_axis[merged.count - 1] = d;
  }
  return merged;
}

/// A value in memory that a loop reads or writes.
struct loop_access {
  int node = -1;
  bool written = false;

  friend constexpr bool operator==(loop_access const&, loop_access const&) = default;
};
template <int Room>
struct loop_access_list {
  loop_access items[Room]{};
  int count = 0;

  constexpr int number_of(loop_access const& access) const {
    for (int i = 0; i < count; ++i)
      if (items[i] == access) return i;
    return -1;
  }
  constexpr void add(loop_access const& access) {
    if (number_of(access) < 0) items[count++] = access;
  }
};

/// No more than so many values.
template <class Graph, class Plan>
constexpr int most_accesses(Graph const& graph, Plan const& made, int loop_number) {
  step const& loop = made.steps[loop_number];
  int count = 0;
  for (int m = loop.first_member; m < loop.first_member + loop.member_count; ++m)
    count += 1 + graph.nodes[made.members[m]].operand_count;
  return count;
}
/// Each value once.
template <int Room, class Graph, class Plan>
constexpr loop_access_list<Room> find_accesses(Graph const& graph, Plan const& made,
                                               int loop_number) {
  step const& loop = made.steps[loop_number];
  loop_access_list<Room> list;
  for (int m = loop.first_member; m < loop.first_member + loop.member_count; ++m) {
    int const id = made.members[m];
    for (int const operand : graph.operands_of(id))
      if (!is_of_same_turn(graph, made, operand, loop_number) &&
          !is_same_in_all_turns(graph, made, operand))
        list.add({operand, false});
    if (graph.nodes[id].op->kind == operation_kind::reduction ||
        made.places[id].kind != place_kind::nowhere)
      list.add({id, true});
  }
  return list;
}

}  // namespace typegrad

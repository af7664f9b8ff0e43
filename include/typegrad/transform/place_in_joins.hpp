// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/find_known_elements.hpp>
#include <typegrad/transform/loop_access.hpp>

namespace typegrad {

/// Whether the operands of a join cover it, and all of it is known.
template <class Graph>
constexpr bool is_covered_join(Graph const& graph, int id) {
  if (graph.nodes[id].op->kind != operation_kind::join || !has_known_extents(graph, id))
    return false;
  index_t covered = 0;
  for (int const operand : graph.operands_of(id)) covered += graph.shape_of(operand).size();
  return covered == graph.shape_of(id).size();
}

/// Whether a loop computes `operand` in memory of its own, of the type of `id`.
template <class Graph, class Plan>
constexpr bool is_member_in_memory(Graph const& graph, Plan const& made, int operand, int id) {
  placement const& place = made.places[operand];
  if (place.step < 0 || place.base != operand || graph.nodes[operand].shape_id == 0 ||
      graph.nodes[operand].type != graph.nodes[id].type ||
      graph.nodes[operand].op->kind != operation_kind::element_wise ||
      made.steps[place.step].kind != step_kind::loop)
    return false;
  for (int k = 0; k < graph.sizes.outputs; ++k)
    if (made.places[graph.outputs[k]].base == operand) return false;
  return true;
}

/// Members of loops of which a join is made are computed where they stand in the join; what stands
/// in several places is copied.
template <class Graph, class Plan>
constexpr void place_in_joins(Graph const& graph, Plan& made) {
  growing_array<unsigned char> has_views(graph.size());
  for (int id = 0; id < graph.size(); ++id)
    if (made.places[id].base != id) has_views.items[made.places[id].base] = 1;
  for (int id = 0; id < graph.size(); ++id) {
    if (made.places[id].step < 0 || made.places[id].written_out || !is_covered_join(graph, id))
      continue;
    for (int which = 0; which < graph.nodes[id].operand_count; ++which) {
      int const operand = graph.operand(id, which);
      int places = 0;
      for (int const other : graph.operands_of(id))
        if (other == operand) ++places;
      if (places > 1 || has_views.items[operand] != 0 ||
          !is_member_in_memory(graph, made, operand, id))
        continue;
      placement& place = made.places[operand];
      place.kind = place_kind::view;
      place.base = id;
      place.view = graph.nodes[id].op->region(which, graph.shape_of(id), graph.attributes_of(id));
    }
  }
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/plan.hpp>

namespace typegrad {

/// A result of at most so many elements that is joined from small parts is held in registers.
inline constexpr index_t unrolled_result_limit = 64;

/// A whole step that is written out, its operands and its result in registers.
template <class Graph>
constexpr bool is_unrolled_whole(Graph const& graph, int id);

/// Who reads each node's memory, and how late.
template <int Nodes>
struct readers {
  bool in_loop[Nodes > 0 ? Nodes : 1]{};     ///< read at run-time indices
  bool outside[Nodes > 0 ? Nodes : 1]{};     ///< read by another step than its own
  int last_step[Nodes > 0 ? Nodes : 1]{};
};

template <class Graph, int Nodes, int Outputs>
constexpr auto find_readers(Graph const& graph, plan<Nodes, Outputs> const& made) {
  readers<Nodes> found{};
  for (int id = 0; id < Nodes; ++id) {
    int const own = made.places[id].step;
    if (own < 0) continue;
    bool const at_run_time_indices =
        made.steps[own].kind == step_kind::loop ||
        (made.steps[own].kind == step_kind::copy && graph.shape_of(id).size() > unroll_limit) ||
        (made.steps[own].kind == step_kind::whole && !is_unrolled_whole(graph, id));
    for (int const operand : graph.operands_of(id)) {
      int const base = made.places[operand].base;
      if (made.places[base].step == own && base == operand && made.steps[own].kind == step_kind::loop) continue;
      found.outside[base] = true;
      if (at_run_time_indices && graph.nodes[operand].shape_id != 0) found.in_loop[base] = true;
      if (own > found.last_step[base]) found.last_step[base] = own;
    }
  }
  return found;
}

/// Gives every value its place: registers, the result itself, or the workspace, in which values share
/// memory when their lifetimes do not meet (first fit in order of birth).
template <class Graph, int Nodes, int Outputs>
constexpr void allocate(Graph const& graph, plan<Nodes, Outputs>& made, scalar_type const* output_types) {
  readers<Nodes> found = find_readers(graph, made);
  int const computing_steps = made.step_count;
  for (int k = 0; k < Outputs; ++k) {
    int const id = graph.outputs[k];
    placement& place = made.places[id];
    bool const in_memory = place.step >= 0 && place.kind == place_kind::nowhere &&
                           graph.nodes[id].type == output_types[k] && graph.shape_of(id).size() > unrolled_result_limit;
    if (in_memory) {
      place.kind = place_kind::output;
      place.index = k;
      continue;
    }
    found.outside[place.base] = true;
    found.last_step[place.base] = computing_steps;
    if (graph.shape_of(id).size() > unrolled_result_limit) found.in_loop[place.base] = true;
    made.steps[made.step_count++] = {step_kind::copy, id, 0, 0, k};
  }
  growing_array<int> placed;
  for (int s = 0; s < computing_steps; ++s) {
    step const& current = made.steps[s];
    int const count = current.kind == step_kind::loop ? current.member_count : 1;
    for (int m = 0; m < count; ++m) {
      int const id = current.kind == step_kind::loop ? made.members[current.first_member + m] : current.node;
      placement& place = made.places[id];
      if (place.kind != place_kind::nowhere) continue;
      index_t const size = graph.shape_of(id).size();
      auto const type = static_cast<int>(graph.nodes[id].type);
      bool const written_out = current.kind == step_kind::elements || current.kind == step_kind::combine ||
                               (current.kind == step_kind::copy && size <= unroll_limit) ||
                               (current.kind == step_kind::whole && is_unrolled_whole(graph, id));
      if (size == 1 && graph.nodes[id].shape_id == 0 ? current.kind != step_kind::whole || written_out
                                                    : written_out && !found.in_loop[id]) {
        if (current.kind == step_kind::loop && graph.nodes[id].op->kind != operation_kind::reduction) continue;
        place.kind = place_kind::registers;
        place.index = made.registers[type];
        made.registers[type] += static_cast<int>(size);
        continue;
      }
      if (!found.outside[id]) continue;
      place.kind = place_kind::workspace;
      for (bool moved = true; moved;) {
        moved = false;
        for (int const other : placed) {
          placement const& taken = made.places[other];
          if (static_cast<int>(graph.nodes[other].type) != type || found.last_step[other] < s) continue;
          index_t const end = taken.offset + graph.shape_of(other).size();
          if (place.offset < end && taken.offset < place.offset + size) {
            place.offset = end;
            moved = true;
          }
        }
      }
      placed.push_back(id);
      index_t const end = place.offset + size;
      if (end > made.workspace[type]) made.workspace[type] = end;
    }
  }
}

}  // namespace typegrad

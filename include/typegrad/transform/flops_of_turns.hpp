// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/flops_of.hpp>
#include <typegrad/transform/part_of_repetition.hpp>

namespace typegrad {

/// Arithmetic operations of one run of a graph, those of repetitions at each of their turns.
template <class Graph>
constexpr index_t flops_of_turns(Graph const& graph) {
  repeated_nodes const repeated = find_repeated_nodes(graph);
  if (repeated.marks.count == 0) return flops_of(graph);
  growing_array<index_t> runs(graph.size());
  index_t flops = 0;
  for (int id = graph.size() - 1; id >= 0; --id) {
    if (!repeated.contains(id)) runs[id] = 1;
    flops += runs[id] * flops_of(graph, id);
    if (graph.nodes[id].op->kind != operation_kind::repetition) continue;
    index_t const turns = runs[id] * repetition_layout(graph.attributes_of(id)).turns;
    growing_array<int> const input = inputs_of_part(graph, id);
    growing_array<unsigned char> const part = nodes_of_part(graph, id, repeated, input, true);
    for (int inner = 0; inner < id; ++inner)
      if (part[inner] != 0 && input[inner] < 0) runs[inner] += turns;
  }
  return flops;
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/repetition_layout.hpp>
#include <typegrad/meta/growing_array.hpp>

namespace typegrad {

/// The nodes that depend on a parameter which nothing in the graph around them gives: they are
/// computed by a repetition, turn by turn. Nodes are added in order; a graph without parameters
/// pays one question for each.
struct repeated_nodes {
  growing_array<unsigned char> marks;

  constexpr bool contains(int id) const { return id < marks.count && marks.items[id] != 0; }

  template <class Graph>
  constexpr bool add(Graph const& graph, int id) {
    if (graph.nodes[id].op->kind == operation_kind::parameter) {
      if (marks.count == 0) marks = growing_array<unsigned char>(graph.size());
      return mark(id);
    }
    if (marks.count == 0) return false;
    int const count = visible_operands(graph, id);
    for (int which = 0; which < count; ++which)
      if (contains(graph.operand(id, which))) return mark(id);
    return false;
  }

 private:
  constexpr bool mark(int id) {
    marks.items[id] = 1;
    return true;
  }
};

template <class Graph>
constexpr repeated_nodes find_repeated_nodes(Graph const& graph) {
  repeated_nodes found;
  for (int id = 0; id < graph.size(); ++id) found.add(graph, id);
  return found;
}

}  // namespace typegrad

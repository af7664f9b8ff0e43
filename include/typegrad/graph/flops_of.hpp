// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>

namespace typegrad {

/// Arithmetic operations of one node: one for each element of an element-wise result and of a
/// reduction's operand, two for each term of a product. Views and joins move values and count
/// nothing.
///
/// units     one operation of a number, whatever it is: `a + b` and `exp(x)` count the same
template <class Graph>
constexpr index_t flops_of(Graph const& graph, int id) {
  switch (graph.nodes[id].op->kind) {
    case operation_kind::element_wise:
    case operation_kind::opaque:
      return graph.shape_of(id).size();
    case operation_kind::reduction:
      return graph.shape_of(graph.operand(id, 0)).size();
    case operation_kind::contraction: {
      shape const& left = graph.shape_of(graph.operand(id, 0));
      return 2 * graph.shape_of(id).size() * left[left.rank - 1];
    }
    default:
      return 0;
  }
}
template <class Graph>
constexpr index_t flops_of(Graph const& graph) {
  index_t flops = 0;
  for (int id = 0; id < graph.size(); ++id) flops += flops_of(graph, id);
  return flops;
}

/// The number of inputs and operations; literals are not counted.
template <class Graph>
constexpr int count_nodes(Graph const& graph) {
  int count = 0;
  for (int id = 0; id < graph.size(); ++id)
    count += graph.nodes[id].op->kind != operation_kind::literal ? 1 : 0;
  return count;
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/graph_builder.hpp>

namespace typegrad {

/// Sizes of a graph's pools.
struct graph_sizes {
  int nodes = 0;
  int operands = 0;
  int attributes = 0;
  int shapes = 0;
  int outputs = 0;
};

/// A finished graph in fixed arrays: what a program holds as a constant.
///
/// The first time it is made with more room than needed, because its size is known only afterwards;
/// the elements that nothing was written to cost the compiler nothing.
template <int Nodes, int Operands, int Attributes, int Shapes, int Outputs>
struct frozen_graph {
  node_record nodes[Nodes > 0 ? Nodes : 1]{};
  int operands[Operands > 0 ? Operands : 1]{};
  word attributes[Attributes > 0 ? Attributes : 1]{};
  shape shapes[Shapes > 0 ? Shapes : 1]{};
  int outputs[Outputs > 0 ? Outputs : 1]{};
  graph_sizes sizes{};
  /// Shapes whose extents stand for some that are not known yet (`trial_graph`).
  bool was_open[Shapes > 0 ? Shapes : 1]{};

  static constexpr graph_sizes room{Nodes, Operands, Attributes, Shapes, Outputs};

  constexpr int operand(int id, int which) const {
    return operands[nodes[id].first_operand + which];
  }
  constexpr list_view<int> operands_of(int id) const {
    return {operands + nodes[id].first_operand, nodes[id].operand_count};
  }
  constexpr list_view<word> attributes_of(int id) const {
    return {attributes + nodes[id].first_attribute, nodes[id].attribute_count};
  }
  constexpr shape const& shape_of(int id) const { return shapes[nodes[id].shape_id]; }
  constexpr int size() const { return sizes.nodes; }
};

/// A shape without its table, which is gone when the graph is. Made anew: GCC 12 refuses, without a
/// word, a constant that held such a pointer once.
constexpr shape without_table(shape const& x) {
  shape copy;
  copy.rank = x.rank;
  for (int axis = 0; axis < x.rank; ++axis) copy.extents[axis] = x.extents[axis];
  return copy;
}

/// Copies what `outputs` need of `graph`, in the same order, into an empty graph whose arrays are
/// fixed or grow.
///
/// cost      linear in the nodes of `graph`
template <class Frozen>
constexpr void freeze(graph_builder const& graph, list_view<unsigned char> needed,
                      list_view<int> outputs, Frozen& frozen) {
  growing_array<int> place(graph.size());
  graph_sizes& sizes = frozen.sizes;
  if constexpr (!requires { Frozen::room; }) {
    int nodes = 0;
    for (unsigned char const each : needed) nodes += each != 0 ? 1 : 0;
    if (nodes > frozen.nodes.room) frozen.nodes.grow(nodes);
  }
  for (int id = 0; id < graph.size(); ++id) {
    if (needed.data[id] == 0) continue;
    node_record const& node = graph.nodes.items[id];
    if constexpr (requires { Frozen::room; }) {
      if (sizes.nodes == Frozen::room.nodes ||
          sizes.operands + node.operand_count > Frozen::room.operands ||
          sizes.attributes + node.attribute_count > Frozen::room.attributes ||
          node.shape_id >= Frozen::room.shapes)
        graph_has_more_nodes_than_a_program_can_hold_write_fori_scan_or_compile();
    } else {
      frozen.make_room(node);
    }
    place.items[id] = sizes.nodes;
    frozen.nodes[sizes.nodes++] = {node.op,          sizes.operands,       node.operand_count,
                                   sizes.attributes, node.attribute_count, node.shape_id,
                                   node.type};
    for (int i = node.first_operand; i < node.first_operand + node.operand_count; ++i)
      frozen.operands[sizes.operands++] = place.items[graph.operands.items[i]];
    for (int i = node.first_attribute; i < node.first_attribute + node.attribute_count; ++i)
      frozen.attributes[sizes.attributes++] = graph.attributes.items[i];
    for (int& next = sizes.shapes; next <= node.shape_id; ++next)
      frozen.shapes[next] = without_table(graph.shapes.items[next]);
  }
  if constexpr (!requires { Frozen::room; }) frozen.outputs.resize(outputs.count);
  for (int const id : outputs) frozen.outputs[sizes.outputs++] = place[id];
}

/// The same graph in arrays of exactly its size.
template <graph_sizes Sizes, class Roomy>
constexpr auto fitted(Roomy const& roomy) {
  frozen_graph<Sizes.nodes, Sizes.operands, Sizes.attributes, Sizes.shapes, Sizes.outputs> exact{};
  for (int i = 0; i < Sizes.nodes; ++i) exact.nodes[i] = roomy.nodes[i];
  for (int i = 0; i < Sizes.operands; ++i) exact.operands[i] = roomy.operands[i];
  for (int i = 0; i < Sizes.attributes; ++i) exact.attributes[i] = roomy.attributes[i];
  for (int i = 0; i < Sizes.shapes; ++i) exact.shapes[i] = roomy.shapes[i];
  for (int i = 0; i < Sizes.outputs; ++i) exact.outputs[i] = roomy.outputs[i];
  exact.sizes = Sizes;
  return exact;
}

}  // namespace typegrad

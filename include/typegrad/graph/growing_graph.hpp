// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>
#include <typegrad/meta/growing_array.hpp>

namespace typegrad {

/// A finished graph of any size: the members of `frozen_graph` in arrays that grow. `freeze` fills
/// both.
struct growing_graph {
  growing_array<node_record> nodes;
  growing_array<int> operands;
  growing_array<word> attributes;
  growing_array<shape> shapes;
  growing_array<int> outputs;
  graph_sizes sizes{};

  constexpr int operand(int id, int which) const {
    return operands.items[nodes.items[id].first_operand + which];
  }
  constexpr list_view<int> operands_of(int id) const {
    return {operands.items + nodes.items[id].first_operand, nodes.items[id].operand_count};
  }
  constexpr list_view<word> attributes_of(int id) const {
    return {attributes.items + nodes.items[id].first_attribute, nodes.items[id].attribute_count};
  }
  constexpr shape const& shape_of(int id) const { return shapes.items[nodes.items[id].shape_id]; }
  constexpr int size() const { return sizes.nodes; }

  /// Room for one more node, a copy of `node` of another graph, and all that it refers to.
  constexpr void make_room(node_record const& node) {
    nodes.resize(sizes.nodes + 1);
    operands.resize(sizes.operands + node.operand_count);
    attributes.resize(sizes.attributes + node.attribute_count);
    if (node.shape_id >= sizes.shapes) shapes.resize(node.shape_id + 1);
  }
};

}  // namespace typegrad

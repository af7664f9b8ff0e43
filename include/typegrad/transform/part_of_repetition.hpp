// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>
#include <typegrad/graph/leaves.hpp>
#include <typegrad/transform/repeated_nodes.hpp>

namespace typegrad {

/// Not constexpr: the name is the message.
inline void a_repetition_reads_a_value_that_it_was_not_given() {}

/// What a part reads of the graph around it.
struct reads_of_part {
  growing_array<unsigned char> needed;  ///< nodes that depend on a parameter, and parameters
  growing_array<int> captured;          ///< the others, without literals, in order
};

/// What the nodes `results` need when `parameters` are given to them.
///
/// cost      linear in the nodes behind the first parameter
constexpr reads_of_part find_reads(graph_builder const& graph, list_view<int> parameters,
                                   list_view<int> results) {
  growing_array<unsigned char> depends(graph.size());
  reads_of_part reads{growing_array<unsigned char>(graph.size()), {}};
  int first = graph.size();
  for (int const id : parameters) {
    depends.items[id] = 1;
    first = id < first ? id : first;
  }
  for (int id = first; id < graph.size(); ++id) {
    int const count = visible_operands(graph, id);
    for (int which = 0; which < count && depends.items[id] == 0; ++which)
      depends.items[id] = depends.items[graph.operand(id, which)];
  }
  for (int const id : results) reads.needed.items[id] = 1;
  for (int id = graph.size() - 1; id >= first; --id) {
    if (reads.needed.items[id] == 0 || depends.items[id] == 0) continue;
    int const count = visible_operands(graph, id);
    for (int which = 0; which < count; ++which) reads.needed.items[graph.operand(id, which)] = 1;
  }
  for (int id = 0; id < graph.size(); ++id) {
    if (reads.needed.items[id] == 0 || depends.items[id] != 0) continue;
    reads.needed.items[id] = 0;
    if (graph.operation_of(id).kind != operation_kind::literal) reads.captured.push_back(id);
  }
  return reads;
}

/// The nodes that the part of repetition `node` is made of, literals and what it is given included;
/// `input` is negative for those that it is not given. The parts of repetitions in it belong to it,
/// unless only what it computes itself is asked for.
template <class Graph>
constexpr growing_array<unsigned char> nodes_of_part(Graph const& graph, int node,
                                                     repeated_nodes const& repeated,
                                                     growing_array<int> const& input,
                                                     bool itself = false) {
  repetition_layout const layout(graph.attributes_of(node));
  growing_array<unsigned char> needed(graph.size());
  for (int i = 0; i < layout.results(); ++i)
    needed.items[graph.operand(node, layout.first_result() + i)] = 1;
  for (int id = node - 1; id >= 0; --id) {
    if (needed.items[id] == 0 || input.items[id] >= 0 || !repeated.contains(id)) continue;
    int const count = itself ? visible_operands(graph, id) : graph.nodes[id].operand_count;
    for (int which = 0; which < count; ++which) needed.items[graph.operand(id, which)] = 1;
  }
  return needed;
}
/// For each node, the number of the input of the part of repetition `node`; -1 where it is none.
template <class Graph>
constexpr growing_array<int> inputs_of_part(Graph const& graph, int node) {
  repetition_layout const layout(graph.attributes_of(node));
  growing_array<int> input(graph.size(), -1);
  for (int i = 0; i < layout.captured; ++i)
    input.items[graph.operand(node, layout.first_captured() + i)] = layout.parameters() + i;
  for (int i = 0; i < layout.parameters(); ++i)
    input.items[graph.operand(node, layout.first_parameter() + i)] = i;
  return input;
}

/// The nodes of the part of repetition `node` in the order in which they are computed: what nobody
/// reads but the next turn comes last, because the carried value that it replaces lives until then.
template <class Graph>
constexpr growing_array<int> order_of_part(Graph const& graph, int node,
                                           growing_array<unsigned char> const& needed) {
  growing_array<unsigned char> waits(graph.size());
  repetition_layout const layout(graph.attributes_of(node));
  for (int i = 0; i < layout.results(); ++i)
    waits.items[graph.operand(node, layout.first_result() + i)] = 1;
  for (int id = 0; id < graph.size(); ++id)
    if (needed.items[id] != 0)
      for (int const operand : graph.operands_of(id)) waits.items[operand] = 0;
  growing_array<int> order;
  for (int late = 0; late < 2; ++late)
    for (int id = 0; id < graph.size(); ++id)
      if (needed.items[id] != 0 && waits.items[id] == late) order.push_back(id);
  return order;
}

/// The part of repetition `node` as a graph of its own: inputs are its parameters, in order, then
/// what it captures. `Part` has room for it, or grows.
template <class Part, class Graph>
constexpr Part part_of_repetition(Graph const& graph, int node) {
  repetition_layout const layout(graph.attributes_of(node));
  repeated_nodes const repeated = find_repeated_nodes(graph);
  growing_array<int> const input = inputs_of_part(graph, node);
  growing_array<unsigned char> const needed = nodes_of_part(graph, node, repeated, input);

  Part part{};
  graph_sizes& sizes = part.sizes;
  growing_array<int> place(graph.size());
  for (int const id : order_of_part(graph, node, needed)) {
    node_record const& record = graph.nodes[id];
    bool const is_input = input.items[id] >= 0;
    if (!is_input && !repeated.contains(id) && record.op->kind != operation_kind::literal)
      a_repetition_reads_a_value_that_it_was_not_given();
    place.items[id] = sizes.nodes;
    if constexpr (requires { part.make_room(record); }) {
      part.make_room(record);
      part.attributes.resize(sizes.attributes + record.attribute_count + 1);
    }
    part.nodes[sizes.nodes++] = {is_input ? &input_node : record.op,
                                 sizes.operands,
                                 is_input ? 0 : record.operand_count,
                                 sizes.attributes,
                                 is_input ? 1 : record.attribute_count,
                                 record.shape_id,
                                 record.type};
    if (is_input) {
      part.attributes[sizes.attributes++] = input.items[id];
    } else {
      for (int const operand : graph.operands_of(id))
        part.operands[sizes.operands++] = place.items[operand];
      for (word const attribute : graph.attributes_of(id))
        part.attributes[sizes.attributes++] = attribute;
    }
    for (int& shapes = sizes.shapes; shapes <= record.shape_id; ++shapes)
      part.shapes[shapes] = graph.shapes[shapes];
  }
  if constexpr (requires { part.outputs.resize(0); }) part.outputs.resize(layout.results());
  for (int i = 0; i < layout.results(); ++i)
    part.outputs[sizes.outputs++] = place.items[graph.operand(node, layout.first_result() + i)];
  return part;
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/find_known_elements.hpp>

namespace typegrad {

/// Whether nobody but one node reads `id`.
template <class Graph>
constexpr bool is_read_once(Graph const& graph, int id) {
  int uses = 0;
  for (int reader = id + 1; reader < graph.size(); ++reader)
    for (int const operand : graph.operands_of(reader))
      if (operand == id) ++uses;
  for (int k = 0; k < graph.sizes.outputs; ++k)
    if (graph.outputs[k] == id) ++uses;
  return uses == 1;
}

/// The product of which the sum `id` is the place, or -1: a third of its elements, at most, are
/// more than the product's, as those of a covariance with noise are. The others are as they are
/// but for the sign of a zero.
template <class Graph, class Plan>
constexpr int find_summand(Graph const& graph, Plan const& made, int id) {
  node_record const& node = graph.nodes[id];
  if (!node.op->adds || node.shape_id == 0 || !is_known_by_element(graph, id)) return -1;
  for (int which = 0; which < 2; ++which) {
    int const product = graph.operand(id, which);
    int const beside = graph.operand(id, 1 - which);
    element_set const& zeros = made.places[beside].zeros;
    index_t added = graph.shape_of(id).size();
    for (index_t i = 0; i < graph.shape_of(id).size(); ++i)
      if (zeros.has(i)) --added;
    if (graph.nodes[beside].shape_id == node.shape_id && 3 * added <= graph.shape_of(id).size() &&
        graph.nodes[product].op->kind == operation_kind::contraction &&
        !made.places[product].written_out && graph.nodes[product].shape_id == node.shape_id &&
        graph.nodes[product].type == node.type && is_read_once(graph, product))
      return product;
  }
  return -1;
}

/// Gives such products the places of their sums.
template <class Graph, class Plan>
constexpr void place_in_sums(Graph const& graph, Plan& made) {
  for (int id = 0; id < graph.size(); ++id) {
    int const product = made.places[id].summand;
    if (product < 0 || made.places[id].step < 0) continue;
    placement& place = made.places[product];
    place.kind = place_kind::view;
    place.base = id;
    place.view = contiguous_view(graph.shape_of(id));
  }
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/backward.hpp>
#include <typegrad/dynamic/value/renamed.hpp>
#include <typegrad/transform/push_forward.hpp>

namespace typegrad {

/// Values as one graph, to which their derivatives are added; what was added becomes values that
/// can be used, and differentiated, further.
template <class Graph = dynamic_graph>
class derived_values {
 public:
  explicit derived_values(growing_array<node_pointer> const& values)
      : list_(request_kind::gradients) {
    growing_array<int> places;
    for (node_pointer const& value : values) places.push_back(list_.add(*value));
    ids_ = rebuild_values(list_, graph);
    for (int const place : places) nodes.push_back(ids_[place]);
  }

  Graph graph;
  growing_array<int> nodes;  ///< those of the values, in order

  /// Those of some of the values, `count` from number `first` on.
  growing_array<int> nodes_of(int first, int count) const {
    growing_array<int> part;
    for (int i = 0; i < count; ++i) part.push_back(nodes[first + i]);
    return part;
  }

  /// A zero for a derivative that does not exist.
  int or_zero(int id, int like) { return typegrad::or_zero(graph, id, like); }

  /// Nodes of the graph as values.
  growing_array<node_pointer> lift(growing_array<int> const& wanted) const {
    value_lifter lifter(list_, {ids_.items, ids_.count}, graph);
    growing_array<node_pointer> lifted;
    for (int const id : wanted) lifted.push_back(lifter.lift(id));
    return lifted;
  }

 private:
  value_list list_;
  growing_array<int> ids_;
};

/// First the values of one list, then those of others.
inline growing_array<node_pointer> joined_values(growing_array<node_pointer> const& first,
                                                 growing_array<node_pointer> const& second,
                                                 growing_array<node_pointer> const& third = {}) {
  growing_array<node_pointer> all = first;
  for (node_pointer const& node : second) all.push_back(node);
  for (node_pointer const& node : third) all.push_back(node);
  return all;
}

/// The adjoints of `names`, given those of `outputs`, which was made of them: one for each, of the
/// same shape. Without seeds they are ones. A value that does not lead to an output has zeros.
template <class Graph = dynamic_graph>
growing_array<node_pointer> pull_values(growing_array<node_pointer> const& outputs,
                                        growing_array<node_pointer> const& names,
                                        growing_array<node_pointer> const& seeds = {}) {
  derived_values<Graph> values(joined_values(outputs, names, seeds));
  Graph& graph = values.graph;
  growing_array<int> const from = values.nodes_of(0, outputs.size());
  growing_array<int> const to = values.nodes_of(outputs.size(), names.size());
  growing_array<int> upstream;
  for (int i = 0; i < outputs.size(); ++i) {
    scalar_type const type = graph.node(from[i]).type;
    if (seeds.size() == 0)
      upstream.push_back(intern_literal(graph, type, shape(graph.shape_of(from[i])), 1.0));
    else
      upstream.push_back(
          convert_to(symbol_in(graph, values.nodes[outputs.size() + names.size() + i]), type).id);
  }
  growing_array<int> adjoints = differentiate(
      graph, {from.items, from.count}, {upstream.items, upstream.count}, {to.items, to.count});
  for (int k = 0; k < adjoints.size(); ++k) adjoints[k] = values.or_zero(adjoints[k], to[k]);
  return values.lift(adjoints);
}

/// The tangents of `outputs`, given those of `names`, of which they were made: one for each, of the
/// same shape.
template <class Graph = dynamic_graph>
growing_array<node_pointer> push_values(growing_array<node_pointer> const& outputs,
                                        growing_array<node_pointer> const& names,
                                        growing_array<node_pointer> const& tangents) {
  derived_values<Graph> values(joined_values(outputs, names, tangents));
  Graph& graph = values.graph;
  growing_array<int> const to = values.nodes_of(0, outputs.size());
  growing_array<int> const from = values.nodes_of(outputs.size(), names.size());
  growing_array<int> directions;
  for (int i = 0; i < names.size(); ++i)
    directions.push_back(
        convert_to(symbol_in(graph, values.nodes[outputs.size() + names.size() + i]),
                   graph.node(from[i]).type)
            .id);
  growing_array<int> moved = push_forward(
      graph, {from.items, from.count}, {directions.items, directions.count}, {to.items, to.count});
  for (int k = 0; k < moved.size(); ++k) moved[k] = values.or_zero(moved[k], to[k]);
  return values.lift(moved);
}

}  // namespace typegrad

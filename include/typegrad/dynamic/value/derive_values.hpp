// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/backward.hpp>
#include <typegrad/dynamic/value/make_renamed.hpp>
#include <typegrad/transform/push_forward.hpp>

namespace typegrad {

/// What becomes of derivatives: values that can be used, and differentiated, further, or numbers
/// only.
enum class derivative_use : bool { values, numbers };

/// Values as one graph, to which their derivatives are added.
template <class Graph>
struct graph_of_values {
  Graph graph;
  growing_array<int> nodes;  ///< those of the values, in order

  graph_of_values(value_list const& list, growing_array<int> const& places)
      : ids(rebuild_values(list, graph)) {
    for (int const place : places) nodes.push_back(ids[place]);
  }
  /// Those of some of the values, `count` from number `first` on.
  growing_array<int> nodes_of(int first, int count) const {
    growing_array<int> part;
    for (int i = 0; i < count; ++i) part.push_back(nodes[first + i]);
    return part;
  }
  /// A zero for a derivative that does not exist.
  int or_zero(int id, int like) { return typegrad::or_zero(graph, id, like); }

  growing_array<int> ids;  ///< those of all entries of the list
};

inline growing_array<int> places_in(value_list& list, growing_array<node_pointer> const& values) {
  growing_array<int> places;
  for (node_pointer const& value : values) places.push_back(list.add(*value));
  return places;
}

/// Derivatives as values: what was added to the graph is recorded.
template <class Graph, class Derive>
growing_array<node_pointer> lift_derivatives(growing_array<node_pointer> const& values,
                                             Derive const& derive) {
  value_list list(request_kind::gradients);
  growing_array<int> const places = places_in(list, values);
  graph_of_values<Graph> made(list, places);
  growing_array<int> const wanted = derive(made);
  value_lifter lifter(list, {made.ids.items, made.ids.count}, made.graph);
  growing_array<node_pointer> lifted;
  for (int const id : wanted) lifted.push_back(lifter.lift(id));
  return lifted;
}

/// Derivatives as numbers, and with them the first of the values, `outputs` many, where they are
/// not known yet.
///
/// cost      one planned program, kept and used again for graphs of the same structure
template <class Graph, class Derive>
growing_array<node_pointer> run_derivatives(request_kind kind, int outputs,
                                            growing_array<node_pointer> const& values,
                                            Derive const& derive) {
  value_list list(kind);
  growing_array<int> places = places_in(list, values);
  if (list.missing.count > 0) {
    growing_array<node_pointer> kept;
    for (value_node* const node : list.missing) kept.push_back(node_pointer(node));
    expect_values(list);
    evaluate_values({list.missing.data(), list.missing.size()});
    list = value_list(kind);
    places = places_in(list, values);
  }
  growing_array<int> unknown;
  for (int k = 0; k < outputs; ++k)
    if (!values[k]->value && !values[k]->is_leaf()) unknown.push_back(k);
  for (int const place : places) list.note(place);
  for (int const k : unknown) list.note(k);
  list.note(unknown.count);
  list.note(outputs);
  run_time_program const& program = this_threads_plans().find(list.words(), [&] {
    graph_of_values<Graph> made(list, places);
    growing_array<int> wanted = derive(made);
    for (int const k : unknown) wanted.push_back(made.nodes[k]);
    return run_time_program(made.graph, {wanted.items, wanted.count}, in_callers_memory,
                            &made.graph);
  });
  growing_array<stored_pointer> results = run_into_new(program, given_elements(list));
  int const count = results.count - unknown.count;
  for (int i = 0; i < unknown.count; ++i) values[unknown[i]]->value = results[count + i];
  growing_array<node_pointer> numbers;
  for (int k = 0; k < count; ++k) numbers.push_back(make_leaf(std::move(results[k]), true));
  return numbers;
}

template <class Graph, class Derive>
growing_array<node_pointer> derive_values(derivative_use use, request_kind kind, int outputs,
                                          growing_array<node_pointer> const& values,
                                          Derive const& derive) {
  if (use == derivative_use::numbers) return run_derivatives<Graph>(kind, outputs, values, derive);
  return lift_derivatives<Graph>(values, derive);
}

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
                                        growing_array<node_pointer> const& seeds = {},
                                        derivative_use use = derivative_use::values) {
  auto const adjoints_of = [&](graph_of_values<Graph>& values) {
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
    return adjoints;
  };
  request_kind const kind =
      seeds.size() == 0 ? request_kind::adjoints_of_ones : request_kind::adjoints;
  return derive_values<Graph>(use, kind, outputs.size(), joined_values(outputs, names, seeds),
                              adjoints_of);
}

/// The tangents of `outputs`, given those of `names`, of which they were made: one for each, of the
/// same shape.
template <class Graph = dynamic_graph>
growing_array<node_pointer> push_values(growing_array<node_pointer> const& outputs,
                                        growing_array<node_pointer> const& names,
                                        growing_array<node_pointer> const& tangents,
                                        derivative_use use = derivative_use::values) {
  auto const tangents_of = [&](graph_of_values<Graph>& values) {
    Graph& graph = values.graph;
    growing_array<int> const to = values.nodes_of(0, outputs.size());
    growing_array<int> const from = values.nodes_of(outputs.size(), names.size());
    growing_array<int> directions;
    for (int i = 0; i < names.size(); ++i)
      directions.push_back(
          convert_to(symbol_in(graph, values.nodes[outputs.size() + names.size() + i]),
                     graph.node(from[i]).type)
              .id);
    growing_array<int> moved =
        push_forward(graph, {from.items, from.count}, {directions.items, directions.count},
                     {to.items, to.count});
    for (int k = 0; k < moved.size(); ++k) moved[k] = values.or_zero(moved[k], to[k]);
    return moved;
  };
  return derive_values<Graph>(use, request_kind::tangents, outputs.size(),
                              joined_values(outputs, names, tangents), tangents_of);
}

}  // namespace typegrad

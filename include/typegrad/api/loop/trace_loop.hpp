// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/pull_back_repetition.hpp>
#include <typegrad/api/loop/push_repetition_forward.hpp>
#include <typegrad/api/tracing.hpp>

namespace typegrad {

/// The graph that leaves of these values belong to; null where all of them are constants.
template <class... Values>
constexpr graph_builder* find_graph(Values const&... x) {
  graph_builder* graph = nullptr;
  auto const look = [&](auto const& leaf) {
    if constexpr (requires { operand_traits<std::remove_cvref_t<decltype(leaf)>>::graph_of(leaf); })
      if (graph == nullptr)
        graph = operand_traits<std::remove_cvref_t<decltype(leaf)>>::graph_of(leaf);
  };
  (for_each_leaf(x, look), ...);
  return graph;
}

/// The same value with traced leaves, where no graph is known yet: numbers are constants.
template <class Value>
constexpr traced_type<Value> as_traced(Value const& x) {
  if constexpr (std::is_same_v<Value, traced_type<Value>>) {
    return x;
  } else {
    traced_type<Value> made{};
    int wanted = 0;
    for_each_leaf(made, [&](auto& leaf) {
      using leaf_type = std::remove_cvref_t<decltype(leaf)>;
      int next = 0;
      for_each_leaf(x, [&](auto const& from) {
        if constexpr (std::is_constructible_v<leaf_type, decltype(from)>)
          if (next == wanted) leaf = leaf_type(from);
        ++next;
      });
      ++wanted;
    });
    return made;
  }
}

/// A loop while its body is traced: the body is called once, for all turns, with parameters in
/// place of what it is given. What else it reads, traced values around it and members of functions,
/// are nodes of the same graph.
template <class Graph>
struct loop_trace {
  Graph& graph;
  repetition_builder loop{graph};
  int leaves_of_carry = 0;

  constexpr explicit loop_trace(Graph& within, index_t turns) : graph(within) {
    loop.layout.turns = turns;
    loop.layout.serial = ++graph.path.repetitions;
  }

  template <class Carry>
  constexpr traced_type<Carry> carry(Carry const& first) {
    loop.carried = leaf_nodes(graph, first);
    leaves_of_carry = loop.carried.count;
    for (int const id : loop.carried) loop.parameters.push_back(loop.make_parameter_like(id));
    return value_from_nodes<traced_type<Carry>>(graph, loop.parameters.data());
  }
  template <class Row, class Rows>
  constexpr Row row_of(Rows const& rows) {
    int const id = node_of_leaf(graph, rows);
    shape extents;
    for (int axis = 1; axis < graph.shape_of(id).rank; ++axis)
      extents.append(graph.shape_of(id).extents[axis]);
    loop.sequences.push_back(id);
    loop.row_parameters.push_back(loop.make_parameter(graph.node(id).type, extents));
    return value_from_nodes<Row>(graph, &loop.row_parameters.back());
  }
  constexpr traced<int> number() {
    loop.number.push_back(loop.make_parameter(scalar_type::int32, shape{}));
    return traced<int>(symbol{&graph, loop.number[0]});
  }

  /// Calls `body(outputs)`, once for each path through its branches: they are those of the body,
  /// asked at each turn.
  template <class Body>
  constexpr growing_array<int> trace(Body const& body) {
    decided_path around = static_cast<decided_path&&>(graph.path);
    graph.path = decided_path{};
    graph.path.repetitions = graph.path.first_repetition = around.repetitions;
    growing_array<int> outputs;
    trace_paths(graph, outputs, body);
    around.repetitions = graph.path.repetitions;
    around.too_many = around.too_many || graph.path.too_many;
    if (around.select == nullptr) around.select = graph.path.select;
    graph.path = static_cast<decided_path&&>(around);
    return outputs;
  }
  /// Takes what the body gives: the next carry, rows, and the condition in front of all.
  constexpr int finish(growing_array<int> const& outputs, bool has_condition) {
    int next = 0;
    if (has_condition) loop.condition.push_back(outputs[next++]);
    while (loop.results.count < leaves_of_carry) loop.results.push_back(outputs[next++]);
    while (next < outputs.count) loop.rows.push_back(outputs[next++]);
    return repetition_operation::make(graph, loop);
  }
  template <class Carry>
  constexpr traced_type<Carry> last_carry(repetition_result<Graph>& parts) {
    growing_array<int> nodes;
    for (int const id : loop.carried) nodes.push_back(parts.take_like(id));
    return value_from_nodes<traced_type<Carry>>(graph, nodes.data());
  }
};

/// The nodes of a value that a body gives, in the types that it is asked for.
template <class Wanted, class Value>
constexpr void append_leaves(graph_builder& graph, growing_array<int>& to, Value const& x) {
  constexpr auto wanted = list_leaves<plain_type<Wanted>>();
  int next = 0;
  for_each_leaf(x, [&](auto const& leaf) {
    symbol const node{&graph, node_of_leaf(graph, leaf)};
    scalar_type const type = wanted.type[next++];
    to.push_back(node.type() == type ? node.id : convert_to(node, type).id);
  });
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/joined_repetitions.hpp>
#include <typegrad/api/loop/push_repetition_forward.hpp>
#include <typegrad/api/loop/reverse_repetition.hpp>
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

/// Not constexpr: the name is the message.
inline void the_body_of_a_loop_must_not_change_what_is_around_it_put_it_into_the_carry() {}

/// What the nodes of a body are, in whatever order: two traces of it have the same. (Names that
/// transforms in it make are new at each trace, so that sums may be in another order.)
struct body_print {
  growing_array<int> captured;
  std::uint64_t nodes = 0;

  constexpr body_print(graph_builder const& graph, growing_array<int> const& parameters,
                       growing_array<int> const& results) {
    reads_of_part const reads =
        find_reads(graph, {parameters.data(), parameters.count}, {results.data(), results.count});
    captured = reads.captured;
    for (int id = 0; id < graph.size(); ++id) {
      if (reads.needed[id] == 0) continue;
      nodes += print_of(graph, id);
      for (int const operand : graph.operands_of(id))
        if (graph.operation_of(operand).kind == operation_kind::literal)
          nodes += print_of(graph, operand);
    }
    for (int const id : results)
      if (reads.needed[id] == 0) nodes += print_of(graph, id);
  }
  constexpr bool is_like(body_print const& other) const {
    for (int i = 0; i < captured.count && i < other.captured.count; ++i)
      if (captured[i] != other.captured[i]) return false;
    return captured.count == other.captured.count && nodes == other.nodes;
  }

 private:
  static constexpr std::uint64_t print_of(graph_builder const& graph, int id) {
    node_record const& node = graph.node(id);
    std::uint64_t print = node.op->identity + static_cast<std::uint64_t>(node.shape_id);
    for (word const attribute : graph.attributes_of(id))
      print = (print ^ static_cast<std::uint64_t>(attribute)) * 1099511628211u;
    return print ^ print >> 29;
  }
};

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
    int const first = loop.row_parameters.count;
    for_each_leaf(rows, [&](auto const& leaf) {
      int const id = node_of_leaf(graph, leaf);
      shape extents;
      for (int axis = 1; axis < graph.shape_of(id).rank; ++axis)
        extents.append(graph.shape_of(id).extents[axis]);
      loop.sequences.push_back(id);
      loop.row_parameters.push_back(loop.make_parameter(graph.node(id).type, extents));
    });
    return value_from_nodes<Row>(graph, loop.row_parameters.data() + first);
  }
  constexpr traced<int> number() {
    loop.number.push_back(loop.make_parameter(scalar_type::int32, shape{}));
    return traced<int>(symbol{&graph, loop.number[0]});
  }

  /// Calls `body(outputs)`, once for each path through its branches: they are those of the body,
  /// asked at each turn. Then once more: it must give the same, as it does at every turn.
  template <class Body>
  constexpr growing_array<int> trace(Body const& body) {
    growing_array<int> const outputs = trace_once(body);
    if (graph.mistaken || graph.path.too_many) return outputs;
    graph.path.repetitions = loop.layout.serial;
    growing_array<int> const again = trace_once(body);
    bool same = outputs.count == again.count;
    for (int i = 0; same && i < outputs.count; ++i) same = outputs[i] == again[i];
    if (!same) {
      growing_array<int> const parameters = loop.all_parameters();
      if (!body_print(graph, parameters, outputs).is_like(body_print(graph, parameters, again)))
        the_body_of_a_loop_must_not_change_what_is_around_it_put_it_into_the_carry();
    }
    return outputs;
  }
  template <class Body>
  constexpr growing_array<int> trace_once(Body const& body) {
    decided_path around = static_cast<decided_path&&>(graph.path);
    graph.path = decided_path{};
    graph.path.repetitions = graph.path.first_repetition = around.repetitions;
    growing_array<int> outputs;
    trace_paths(graph, outputs, body);
    around.repetitions = graph.path.repetitions;
    around.too_many = around.too_many || graph.path.too_many;
    graph.path = static_cast<decided_path&&>(around);
    return outputs;
  }
  /// Takes what the body gives: the next carry, rows, and the condition in front of all.
  constexpr repetition_result<Graph> finish(growing_array<int> const& outputs, bool has_condition) {
    int next = 0;
    if (has_condition) loop.condition.push_back(outputs[next++]);
    while (loop.results.count < leaves_of_carry) loop.results.push_back(outputs[next++]);
    while (next < outputs.count) loop.rows.push_back(outputs[next++]);
    return {graph, loop, repetition_operation::make(graph, loop)};
  }
  template <class Carry>
  constexpr traced_type<Carry> last_carry(repetition_result<Graph>& parts) {
    growing_array<int> nodes;
    for (int const id : loop.carried) nodes.push_back(parts.take_like(id));
    return value_from_nodes<traced_type<Carry>>(graph, nodes.data());
  }
};

/// The nodes of a value that a body gives, in the types that it is asked for.
// The graph's type is a parameter here and where this is called from, or compilers would make half
// of all operations for whoever only includes the header.
template <class Wanted, class Graph, class Value>
constexpr void append_leaves(Graph& graph, growing_array<int>& to, Value const& x) {
  constexpr auto wanted = list_leaves<plain_type<Wanted>>();
  int next = 0;
  for_each_leaf(x, [&](auto const& leaf) {
    basic_symbol<Graph> const node{&graph, node_of_leaf(graph, leaf)};
    scalar_type const type = wanted.type[next++];
    to.push_back(node.type() == type ? node.id : convert_to(node, type).id);
  });
}

}  // namespace typegrad

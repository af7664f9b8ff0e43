// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/name_of_type.hpp>
#include <typegrad/op/pushforward_of_element_wise.hpp>

namespace typegrad {

/// The derivative rule of an operation that is not element-wise:
/// `pullback(which, gy, y)` with `y.operand(i)` and `y.attributes()`.
template <class Op, class Graph>
constexpr int pullback_of_whole(Graph& graph, int node, int which, int upstream) {
  using value = basic_symbol<Graph>;
  if constexpr (requires { Op::pullback(which, value{}, value{}); }) {
    auto const adjoint = Op::pullback(which, value{&graph, upstream}, value{&graph, node});
    return adjoint.id;
  } else {
    return -1;
  }
}

/// What `Op` makes of one or two operands where several nodes share what is made of one of them.
template <class Op, class Graph>
constexpr int shared_node(Graph& graph, list_view<int> operands) {
  if constexpr (Op::arity == 1) return Op::shared(symbol_in(graph, operands[0])).id;
  else return Op::shared(symbol_in(graph, operands[0]), symbol_in(graph, operands[1])).id;
}

/// The rules of `Op` for graphs of type `Graph` as functions of any graph.
template <class Op, class Graph>
struct rules_in {
  static constexpr int record(graph_builder& graph, list_view<int> operands,
                              list_view<word> attributes) {
    return record_node<Op, Graph, true>(static_cast<Graph&>(graph), operands, attributes);
  }
  static constexpr int pullback(graph_builder& graph, int node, int which, int upstream) {
    if constexpr (Op::kind == operation_kind::element_wise)
      return pullback_of_element_wise<Op>(static_cast<Graph&>(graph), node, which, upstream);
    else return pullback_of_whole<Op>(static_cast<Graph&>(graph), node, which, upstream);
  }
  static constexpr int pushforward(graph_builder& graph, int node, list_view<int> tangents) {
    return pushforward_of_element_wise<Op>(static_cast<Graph&>(graph), node, tangents);
  }
  static constexpr int record_in_loop(graph_builder& graph, list_view<int> operands,
                                      shape const& result, index_t most) {
    Graph& own = static_cast<Graph&>(graph);
    return Op::in_loop(symbol_in(own, operands[0]), symbol_in(own, operands[1]), result, most).id;
  }
  static constexpr int record_shared(graph_builder& graph, list_view<int> operands) {
    return shared_node<Op>(static_cast<Graph&>(graph), operands);
  }
  static constexpr int shared_operand(graph_builder const& graph, int node) {
    return Op::shared_operand(static_cast<Graph const&>(graph), node);
  }
};
/// Without the call in between, which costs the evaluation of each node.
template <class Op>
struct rules_in<Op, graph_builder> {
  static constexpr auto record = &record_node<Op, graph_builder>;
  static constexpr auto pullback = [] {
    if constexpr (Op::kind == operation_kind::element_wise)
      return &pullback_of_element_wise<Op, graph_builder>;
    else return &pullback_of_whole<Op, graph_builder>;
  }();
  static constexpr int pushforward(graph_builder& graph, int node, list_view<int> tangents) {
    return pushforward_of_element_wise<Op>(graph, node, tangents);
  }
  static constexpr int record_in_loop(graph_builder& graph, list_view<int> operands,
                                      shape const& result, index_t most) {
    return Op::in_loop(symbol_in(graph, operands[0]), symbol_in(graph, operands[1]), result, most)
        .id;
  }
  static constexpr int record_shared(graph_builder& graph, list_view<int> operands) {
    return shared_node<Op>(graph, operands);
  }
  static constexpr int shared_operand(graph_builder const& graph, int node) {
    return Op::shared_operand(graph, node);
  }
};

/// The engine's view of an operation, from its struct.
template <class Op, class Graph>
constexpr operation make_operation() {
  using rules = rules_in<Op, Graph>;
  operation made{
      .name = Op::name,
      .identity = hash_of(name_of_type<Op>()),
      .kind = Op::kind,
      .commutative = Op::commutative,
      .unique = Op::unique,
      .linear = Op::linear,
      .selects = Op::selects,
      .moves = Op::moves,
      .holds_operands = Op::holds_operands,
      .adds = Op::kind == operation_kind::element_wise && Op::arithmetic == arithmetic_rule::sum,
      .replicates = Op::replicates,
      .cost = Op::cost,
      .growth = Op::growth,
      .record = rules::record};
  constexpr bool is_mask = Op::types == type_rule::mask;  // which no derivative passes through
  if constexpr (!is_mask) {
    made.has_pullback = true;
    made.pullback = rules::pullback;
  }
  if constexpr (requires(Graph const& graph) { Op::shared_operand(graph, 0); }) {
    made.record_shared = rules::record_shared;
    made.shared_operand = rules::shared_operand;
  }
  if constexpr (requires(basic_symbol<Graph> x) { Op::in_loop(x, x, shape{}, 0); })
    made.record_in_loop = rules::record_in_loop;
  if constexpr (Op::kind == operation_kind::element_wise && !Op::linear && !is_mask) {
    made.has_pushforward = true;
    made.pushforward = rules::pushforward;
  }
  if constexpr (Op::kind == operation_kind::repetition) {
    made.record = Op::template record<graph_builder>;
    made.record_together = Op::template record_together<graph_builder>;
    made.pull_back = Op::template pull_back<graph_builder>;
    made.has_pushforward = true;
    made.pushforward = Op::template push_forward<graph_builder>;
  }
  if constexpr (Op::kind == operation_kind::view) made.place = Op::place;
  if constexpr (Op::kind == operation_kind::join) made.region = Op::region;
  if constexpr (requires(text_writer& text, list_view<word> words) { Op::describe(text, words); })
    made.describe = [](text_writer& text, list_view<word> words) { Op::describe(text, words); };
  return made;
}

}  // namespace typegrad

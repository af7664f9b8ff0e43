// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/expression/expression_front.hpp>
#include <typegrad/op/exact_double.hpp>

#include <type_traits>

namespace typegrad {

/// A node's value while an expression becomes part of a graph: a node, or a number that has no type
/// yet.
struct lowered_value {
  int id = -1;
  bool integer = false;
  double number = 0;

  template <class Graph>
  constexpr int node_in(Graph& graph, scalar_type met) const {
    if (id >= 0) return id;
    scalar_type const type = is_real(met) ? met
                             : integer    ? promote(met, scalar_type::int32)
                                          : scalar_type::float64;
    return make_literal(graph, type, number).id;
  }
};

/// How one node is recorded, given the values before it and the nodes of the inputs.
template <class Node>
struct lowering;
template <fixed_string Name, class Type>
struct lowering<named_input<Name, Type>> {
  static constexpr lowered_value record(graph_builder&, lowered_value const*, int const* inputs,
                                        int& next) {
    return {inputs[next++]};
  }
};
template <class Type, word Bits>
  requires std::is_arithmetic_v<Type>
struct lowering<literal<Type, Bits>> {
  static constexpr lowered_value record(graph_builder&, lowered_value const*, int const*, int&) {
    return {-1, std::is_integral_v<Type>, decode_literal(scalar_type_of<Type>, Bits)};
  }
};
template <class Number, index_t... Extents, word... Bits>
struct lowering<literal<tensor<Number, Extents...>, Bits...>> {
  static constexpr word words[] = {Bits...};
  static constexpr lowered_value record(graph_builder& graph, lowered_value const*, int const*,
                                        int&) {
    return {graph.intern(literal_node, scalar_type_of<Number>,
                         graph.intern_shape(make_shape(Extents...)), {}, {words, sizeof...(Bits)})};
  }
};
template <class Op, int... Operand>
struct lowering<node<Op, Operand...>> {
  using attributes = attributes_of_operation<Op>;

  template <class Graph>
  static constexpr lowered_value record(Graph& graph, lowered_value const* values, int const*,
                                        int&) {
    scalar_type met = scalar_type::boolean;
    ((met = values[Operand].id < 0 ? met : promote(met, graph.node(values[Operand].id).type)), ...);
    int const ids[] = {values[Operand].node_in(graph, met)...};
    return {record_node<typename attributes::operation>(graph, {ids, sizeof...(Operand)},
                                                        attributes::words)};
  }
};

/// Records the nodes of an expression in order; gives the last one.
template <class... Node, class Graph>
constexpr int record_expression(graph<Node...>, Graph& graph_to, int const* inputs) {
  lowered_value values[sizeof...(Node)]{};
  int next_input = 0;
  int next = 0;
  ((values[next] = lowering<Node>::record(graph_to, values, inputs, next_input), ++next), ...);
  return values[sizeof...(Node) - 1].id;
}

/// Runs the function of an expression. Defined by `api/`; declared here, because numbers are in no
/// namespace.
template <class Function, class... Values>
constexpr auto run_expression(Values const&... x);

/// An expression as a function: one argument for each variable, in the order in which they first
/// appear.
template <class Graph, class Value>
struct expression_function {
  template <class... Values>
  constexpr auto operator()(Values const&... x) const {
    using front = typename joint_front<Values...>::type;
    if constexpr (is_traced_front<front>) {
      using graph_type = typename front::graph_type;
      graph_type* graph_to = nullptr;
      ((graph_to = graph_to != nullptr ? graph_to : front::graph_of(x)), ...);
      int const inputs[] = {node_of(*graph_to, x)...};
      return traced_type_in<Value, graph_type>(basic_symbol<graph_type>{
          graph_to, record_expression(graph_named<Graph>{}, *graph_to, inputs)});
    } else {
      return run_expression<expression_function>(x...);
    }
  }

 private:
  template <class To, class Operand>
  static constexpr int node_of(To& graph_to, Operand const& x) {
    if constexpr (Scalar<Operand>)
      return make_literal(graph_to, scalar_type_of<Operand>, exact_double(x)).id;
    else if constexpr (requires { operand_traits<Operand>::node_in(graph_to, x); })
      return operand_traits<Operand>::node_in(graph_to, x).id;
    else return basic_traced_front<To>::tensor_literal(graph_to, x).id;
  }
};

/// The function of `e`, with its arguments in the order in which the variables first appear in `e`:
/// what `tg::program`, `tg::jacobian` and all other transforms take.
template <class Graph, class Value>
constexpr expression_function<Graph, Value> function_of(expression<Graph, Value>) {
  return {};
}

}  // namespace typegrad

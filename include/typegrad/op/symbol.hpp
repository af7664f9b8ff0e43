// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/graph_builder.hpp>
#include <typegrad/graph/leaves.hpp>
#include <typegrad/op/exact_double.hpp>

#include <type_traits>

namespace typegrad {

/// A value of a graph that is being built, of any shape and scalar type: what derivative rules and
/// identities are written in. Functions of `tg::` take symbols as they take numbers.
///
/// The type of the graph says which object a recorded operation gets, see `operation_in`.
template <class Graph>
struct basic_symbol {
  Graph* graph = nullptr;
  int id = -1;

  // No constructors: each would be a call that the compiler evaluates for every symbol of a traced
  // function.

  /// A rule that answers with a plain symbol names a node, in whatever graph.
  template <class Base>
    requires(!std::is_same_v<Base, Graph> && std::is_base_of_v<Base, Graph>)
  constexpr operator basic_symbol<Base>() const {
    return {graph, id};
  }

  constexpr node_record const& node() const { return graph->nodes.items[id]; }
  constexpr shape const& extents() const {
    return graph->shapes.items[graph->nodes.items[id].shape_id];
  }
  constexpr int rank() const { return graph->shapes.items[graph->nodes.items[id].shape_id].rank; }
  constexpr scalar_type type() const { return graph->nodes.items[id].type; }
  constexpr operation const& op() const { return *graph->nodes.items[id].op; }
  constexpr basic_symbol operand(int which) const {
    return {graph, graph->operands.items[graph->nodes.items[id].first_operand + which]};
  }
  constexpr int operand_count() const { return graph->nodes.items[id].operand_count; }
  constexpr list_view<word> attributes() const { return graph->attributes_of(id); }

  /// A literal all of whose elements are equal.
  constexpr bool is_uniform() const {
    return graph->nodes.items[id].op->kind == operation_kind::literal &&
           graph->nodes.items[id].attribute_count == 1;
  }
  /// The value of a uniform literal.
  constexpr double uniform_value() const { return decode_literal(type(), attributes()[0]); }
  constexpr bool is_uniform(double value) const {
    return graph->nodes.items[id].op->kind == operation_kind::literal && is_uniform() &&
           uniform_value() == value;
  }

  friend constexpr bool operator==(basic_symbol const&, basic_symbol const&) = default;
};

using symbol = basic_symbol<graph_builder>;

/// The symbols of a graph, by the graph's type: rules are templates, so that they see every
/// operation.
template <class Graph>
constexpr basic_symbol<Graph> symbol_in(Graph& graph, int id) {
  return {&graph, id};
}

/// A value whose shape is looked up, not part of its type: what rules and run-time spellings take.
template <class Value>
inline constexpr bool is_recordable = false;
template <class Graph>
inline constexpr bool is_recordable<basic_symbol<Graph>> = true;
template <class Value>
concept Recordable = is_recordable<Value>;

/// A literal of rank 0.
template <class Graph>
constexpr basic_symbol<Graph> make_literal(Graph& graph, scalar_type type, double value) {
  return {&graph, intern_literal(graph, type, shape{}, value)};
}

/// A number that stands beside others, in the type that it takes there.
template <scalar_type Type, class Graph, class Value>
constexpr basic_symbol<Graph> make_weak_literal(Graph& graph, Value x) {
  return make_literal(graph, Type, exact_double(weak_value<scalar_t<Type>>(x)));
}

/// A literal of shape `extents` with the numbers at `values`, in the graph of `beside`.
template <class Number, class Graph>
constexpr basic_symbol<Graph> literal_tensor(basic_symbol<Graph> beside, shape const& extents,
                                             Number const* values) {
  growing_array<word> words(static_cast<int>(extents.size()));
  for (int i = 0; i < words.count; ++i)
    words.items[i] = encode_literal(scalar_type_of<Number>, exact_double(values[i]));
  Graph& graph = *beside.graph;
  return {&graph, graph.intern(literal_node, scalar_type_of<Number>, graph.intern_shape(extents),
                               {}, {words.items, words.count})};
}

/// A literal of the type of `like`; a fraction makes an integer real.
template <class Graph>
constexpr basic_symbol<Graph> literal_like(basic_symbol<Graph> like, double value) {
  scalar_type const type = is_real(like.type()) ? like.type()
                           : value == static_cast<double>(static_cast<word>(value))
                               ? promote(like.type(), scalar_type::int32)
                               : scalar_type::float64;
  return make_literal(*like.graph, type, value);
}

}  // namespace typegrad

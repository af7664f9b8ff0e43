// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/builder.hpp>
#include <typegrad/graph/leaves.hpp>

namespace typegrad {

/// A value of a graph that is being built, of any shape and scalar type: what derivative rules and
/// identities are written in. Functions of `tg::` take symbols as they take numbers.
struct symbol {
  graph_builder* graph = nullptr;
  int id = -1;

  constexpr node_record const& node() const { return graph->nodes.items[id]; }
  constexpr shape const& extents() const { return graph->shapes.items[graph->nodes.items[id].shape_id]; }
  constexpr int rank() const { return graph->shapes.items[graph->nodes.items[id].shape_id].rank; }
  constexpr scalar_type type() const { return graph->nodes.items[id].type; }
  constexpr operation const& op() const { return *graph->nodes.items[id].op; }
  constexpr symbol operand(int which) const {
    return {graph, graph->operands.items[graph->nodes.items[id].first_operand + which]};
  }
  constexpr int operand_count() const { return graph->nodes.items[id].operand_count; }
  constexpr list_view<word> attributes() const { return graph->attributes_of(id); }

  /// A literal all of whose elements are equal.
  constexpr bool is_uniform() const {
    return graph->nodes.items[id].op->kind == operation_kind::literal && graph->nodes.items[id].attribute_count == 1;
  }
  /// The value of a uniform literal.
  constexpr double uniform_value() const { return decode_literal(type(), attributes()[0]); }
  constexpr bool is_uniform(double value) const {
    return graph->nodes.items[id].op->kind == operation_kind::literal && is_uniform() && uniform_value() == value;
  }

  friend constexpr bool operator==(symbol const&, symbol const&) = default;
};

/// The symbols of a graph, by the graph's type: rules are templates, so that they see every operation.
template <class Graph>
struct symbol_of {
  using type = symbol;
};
template <class Graph>
constexpr typename symbol_of<Graph>::type symbol_in(Graph& graph, int id) {
  return {&graph, id};
}

/// A value whose shape is looked up, not part of its type: what rules and run-time spellings take.
template <class X>
inline constexpr bool is_recordable = false;
template <>
inline constexpr bool is_recordable<symbol> = true;
template <class X>
concept Recordable = is_recordable<X>;

/// A literal of rank 0.
constexpr symbol make_literal(graph_builder& graph, scalar_type type, double value) {
  return {&graph, intern_literal(graph, type, shape{}, value)};
}

/// A literal of the type of `like`; a fraction makes an integer real.
constexpr symbol literal_like(symbol like, double value) {
  scalar_type const type = is_real(like.type())                                  ? like.type()
                           : value == static_cast<double>(static_cast<word>(value)) ? promote(like.type(), scalar_type::int32)
                                                                                    : scalar_type::float64;
  return make_literal(*like.graph, type, value);
}

}  // namespace typegrad

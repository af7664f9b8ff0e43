// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/rewrites.hpp>

namespace typegrad {

/// The nodes of the variables; -1 at first.
struct pattern_bindings {
  int ids[4] = {-1, -1, -1, -1};
};

/// `fit_parts(graph, ids, made, bound)`: whether a pattern's parts fit these operands, those of a
/// commutative operation in either order. Static functions without arguments for the pattern, and
/// plain variables looked at in place and first: GCC takes microseconds for a call.
template <class Pattern>
struct pattern_fit;

template <int Place, pattern_range Range>
struct pattern_fit<pattern_variable<Place, Range>> {
  static constexpr bool fit(graph_builder& graph, int id, node_signature const& made,
                            pattern_bindings& bound) {
    if (bound.ids[Place] >= 0) return bound.ids[Place] == id;
    if constexpr (Range == pattern_range::whole)
      if (!has_signature({&graph, id}, made)) return false;
    if constexpr (Range == pattern_range::power_of_two)
      if (graph.nodes.items[id].op->kind != operation_kind::literal ||
          !is_power_of_two({&graph, id}))
        return false;
    if constexpr (Range == pattern_range::small_integer)
      if (!is_small_integer({&graph, id})) return false;
    if constexpr (Range == pattern_range::constant)
      if (graph.nodes.items[id].op->kind != operation_kind::literal ||
          graph.nodes.items[id].shape_id != 0 || !is_real(graph.nodes.items[id].type))
        return false;
    bound.ids[Place] = id;
    return true;
  }
};
template <auto Value>
struct pattern_fit<number_pattern<Value>> {
  static constexpr bool fit(graph_builder& graph, int id, node_signature const&,
                            pattern_bindings&) {
    node_record const& node = graph.nodes.items[id];
    if (node.op->kind != operation_kind::literal || node.attribute_count != 1) return false;
    double const value = decode_literal(node.type, graph.attributes.items[node.first_attribute]);
    if constexpr (std::is_same_v<decltype(Value), bool>) return (value != 0.0) == Value;
    else return value == static_cast<double>(Value);
  }
};
template <class Op, class... Parts>
struct pattern_fit<node_pattern<Op, Parts...>> {
  static constexpr bool fit(graph_builder& graph, int id, node_signature const& made,
                            pattern_bindings& bound) {
    node_record const& node = graph.nodes.items[id];
    return node.op->identity == operation_of_part<node_pattern<Op, Parts...>> &&
           fit_parts(graph, graph.operands.items + node.first_operand, made, bound);
  }
  static constexpr bool fit_parts(graph_builder& graph, int const* ids, node_signature const& made,
                                  pattern_bindings& bound) {
    if constexpr (sizeof...(Parts) == 2) {
      if constexpr (Op::commutative) {
        pattern_bindings const before = bound;
        if (fit_both<Parts...>(graph, ids[0], ids[1], made, bound)) return true;
        bound = before;
        return fit_both<Parts...>(graph, ids[1], ids[0], made, bound);
      } else {
        return fit_both<Parts...>(graph, ids[0], ids[1], made, bound);
      }
    } else {
      return (pattern_fit<Parts>::fit(graph, *ids++, made, bound) && ...);
    }
  }

 private:
  template <class First, class Second>
  static constexpr bool fit_both(graph_builder& graph, int first, int second,
                                 node_signature const& made, pattern_bindings& bound) {
    if constexpr (place_of_variable<Second> >= 0 && is_literal_pattern<First>) {
      int const place = place_of_variable<Second>;
      if (bound.ids[place] >= 0 && bound.ids[place] != second) return false;
      if (graph.nodes.items[first].op->kind != operation_kind::literal) return false;
      if (!pattern_fit<First>::fit(graph, first, made, bound)) return false;
      bound.ids[place] = second;
      return true;
    } else if constexpr (place_of_variable<Second> >= 0) {
      int const place = place_of_variable<Second>;
      if (bound.ids[place] >= 0 && bound.ids[place] != second) return false;
      bound.ids[place] = second;
      return pattern_fit<First>::fit(graph, first, made, bound);
    } else {
      return pattern_fit<First>::fit(graph, first, made, bound) &&
             pattern_fit<Second>::fit(graph, second, made, bound);
    }
  }
};

}  // namespace typegrad

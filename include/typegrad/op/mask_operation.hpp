// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/element_wise.hpp>
#include <typegrad/op/identities.hpp>
#include <typegrad/op/typed_operand.hpp>

namespace typegrad {

/// The base of an operation that answers yes or no for each element: its result is a mask
/// (boolean), and no derivative passes through it.
template <int Arity>
struct mask_operation : element_wise<Arity> {
  static constexpr type_rule types = type_rule::mask;
};

/// A mask whose answers are not known while a function is traced.
template <class Value>
concept TracedMask = LibraryValue<Value> && requires(Value const& x) {
  operand_traits<Value>::graph_of(x);
} && std::is_same_v<typename operand_traits<Value>::scalar, bool>;
template <class Value>
concept MaskBesideTraced = TracedMask<Value> || std::is_same_v<Value, bool>;

/// A literal with this signature, all elements equal.
template <class Graph>
constexpr basic_symbol<Graph> uniform_literal(Graph& graph, node_signature made, double value) {
  shape const extents = graph.shape_at(made.shape_id);
  return {&graph, intern_literal(graph, made.type, extents, value)};
}

/// The answer of `Op` where both operands are known while recording.
template <class Op>
constexpr symbol fold_mask(auto a, auto b, node_signature made) {
  if (!a.is_uniform() || !b.is_uniform()) return {};
  return uniform_literal(*a.graph, made,
                         Op::forward(a.uniform_value(), b.uniform_value()) ? 1.0 : 0.0);
}

}  // namespace typegrad

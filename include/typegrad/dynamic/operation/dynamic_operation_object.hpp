// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/make_dynamic_operation.hpp>
#include <typegrad/graph/growing_graph.hpp>

namespace typegrad {

/// The object of `Op` in graphs that are recorded at run time: a member, because that can be
/// compiled once for a program, and all kernels and rules with it (`typegrad/separate.hpp`).
template <class Op>
struct dynamic_operation_object {
  static dynamic_operation const value;
};
template <class Op>
constinit dynamic_operation const dynamic_operation_object<Op>::value =
    make_dynamic_operation<Op, dynamic_graph>();

template <class Op>
struct operation_in<Op, dynamic_graph> {
  static constexpr dynamic_operation const& object = dynamic_operation_object<Op>::value;
};

/// The kernels of a node of a graph that was recorded at run time; it is no input, literal or
/// alias.
inline dynamic_operation const& kernels_of(operation const& op) {
  return static_cast<dynamic_operation const&>(op);
}
/// The scalar type in which such a node computes; its operands are at most `max_operand_types`.
inline scalar_type compute_type_of(growing_graph const& graph, int id) {
  node_record const& node = graph.nodes[id];
  scalar_type types[max_operand_types]{};
  for (int i = 0; i < node.operand_count; ++i) types[i] = graph.nodes[graph.operand(id, i)].type;
  return kernels_of(*node.op).compute_type({types, node.operand_count}, node.type);
}

}  // namespace typegrad

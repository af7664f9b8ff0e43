// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/contract.hpp>
#include <typegrad/op/fold.hpp>

namespace typegrad {

/// The scalar type and the shape of the node that `Op` would make.
struct node_signature {
  scalar_type type;
  int shape_id;
};

template <class Op>
constexpr node_signature signature_of(graph_builder& graph, list_view<int> operands, list_view<word> attributes) {
  scalar_type few_types[max_operand_types]{};
  growing_array<scalar_type> many_types(operands.count > max_operand_types ? operands.count : 0);
  scalar_type* const types = operands.count > max_operand_types ? many_types.data() : few_types;
  bool one_shape = true;
  for (int i = 0; i < operands.count; ++i) {
    types[i] = graph.node(operands[i]).type;
    one_shape = one_shape && graph.node(operands[i]).shape_id == graph.node(operands[0]).shape_id;
  }
  scalar_type const type = result_type<Op>({types, operands.count}, attributes);
  if (Op::kind == operation_kind::element_wise && one_shape) return {type, graph.node(operands[0]).shape_id};
  growing_array<shape> shapes(operands.count);
  for (int i = 0; i < operands.count; ++i) shapes[i] = graph.shape_of(operands[i]);
  shape_result const result = Op::shape({shapes.data(), operands.count}, attributes);
  if (!result) shapes_must_fit(result.relation);
  return {type, graph.intern_shape(result.value)};
}

/// Operands that only repeat a smaller value are read from that value: element-wise operations
/// broadcast by themselves, so the copy never exists.
template <class Op>
constexpr void read_through_broadcast(graph_builder& graph, int* operands, int count, int shape_id) {
  for (int i = 0; i < count; ++i) {
    if (!graph.operation_of(operands[i]).replicates) continue;
    int const whole = operands[i];
    operands[i] = graph.operand(whole, 0);
    shape together{};
    for (int k = 0; k < count; ++k) together = shape_rule::broadcast(together, graph.shape_of(operands[k])).value;
    if (!(together == graph.shape_at(shape_id))) operands[i] = whole;
  }
}

/// The node of `Op`, as it is.
template <class Op>
constexpr int intern_node(graph_builder& graph, node_signature made, list_view<int> operands, list_view<word> attributes) {
  return graph.intern(operation_object<Op>, made.type, made.shape_id, operands, attributes);
}

/// Makes the node of `Op` over `operands`, simplified by the operation's own identities.
template <class Op>
constexpr int record_node(graph_builder& graph, list_view<int> operands, list_view<word> attributes) {
  (void)sizeof(operation_binding<Op>);
  operation const& op = operation_object<Op>;
  node_signature const made = signature_of<Op>(graph, operands, attributes);
  if constexpr (Op::kind == operation_kind::element_wise) {
    int ids[Op::arity]{};
    bool literal = true;
    bool plain = true;
    for (int i = 0; i < Op::arity; ++i) {
      ids[i] = operands[i];
      literal = literal && graph.operation_of(ids[i]).kind == operation_kind::literal;
      plain = plain && !graph.operation_of(ids[i]).replicates;
    }
    if (!plain) read_through_broadcast<Op>(graph, ids, Op::arity, made.shape_id);
    if (literal) {
      if (int const folded = fold_element_wise<Op>(graph, ids, made.type, made.shape_id); folded >= 0) return folded;
    }
    if constexpr (Op::commutative) {
      if (ids[0] > ids[1]) {
        int const first = ids[0];
        ids[0] = ids[1];
        ids[1] = first;
      }
    }
    if constexpr (requires { Op::simplify(symbol{}, made); }) {
      if (symbol const simple = Op::simplify(symbol{&graph, ids[0]}, made); simple.id >= 0) return simple.id;
    } else if constexpr (requires { Op::simplify(symbol{}, symbol{}, made); }) {
      if (symbol const simple = Op::simplify(symbol{&graph, ids[0]}, symbol{&graph, ids[1]}, made); simple.id >= 0)
        return simple.id;
    } else if constexpr (requires { Op::simplify(symbol{}, symbol{}, symbol{}, made); }) {
      if (symbol const simple = Op::simplify(symbol{&graph, ids[0]}, symbol{&graph, ids[1]},
                                             symbol{&graph, ids[2]}, made);
          simple.id >= 0)
        return simple.id;
    }
    return graph.intern(op, made.type, made.shape_id, {ids, Op::arity}, attributes);
  } else {
    if constexpr (requires { Op::simplify(graph, operands, attributes, made); }) {
      if (int const simple = Op::simplify(graph, operands, attributes, made); simple >= 0) return simple;
    }
    return graph.intern(op, made.type, made.shape_id, operands, attributes);
  }
}

/// Records `Op` over symbols, with attributes known when the rule runs.
template <class Op, class... X>
constexpr symbol record(list_view<word> attributes, X... operands) {
  graph_builder* graph = nullptr;
  ((graph = operands.graph != nullptr ? operands.graph : graph), ...);
  int const ids[] = {operands.id...};
  return {graph, record_node<Op>(*graph, {ids, sizeof...(X)}, attributes)};
}

}  // namespace typegrad

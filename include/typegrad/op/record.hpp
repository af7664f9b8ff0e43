// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/fold_element_wise.hpp>
#include <typegrad/op/operation_defaults.hpp>

namespace typegrad {

/// The scalar type and the shape of the node that `Op` would make.
struct node_signature {
  scalar_type type;
  int shape_id;
};

/// Takes the extents of two operands for equal that have to be, axes aligned at the right, but for
/// the last `inner` ones.
constexpr void join_extents(graph_builder& graph, int a, int a_inner, int b, int b_inner) {
  for (int i = 1;; ++i) {
    shape const& of_a = graph.shape_of(a);
    shape const& of_b = graph.shape_of(b);
    int const axis_of_a = of_a.rank - a_inner - i;
    int const axis_of_b = of_b.rank - b_inner - i;
    if (axis_of_a < 0 || axis_of_b < 0) return;
    index_t const extent = of_a.extents[axis_of_a];
    index_t const other = of_b.extents[axis_of_b];
    if (extent != 1 && other != 1) graph.take_for_equal(extent, other);
  }
}
template <class Op>
constexpr void join_extents(graph_builder& graph, list_view<int> operands) {
  if constexpr (Op::kind == operation_kind::element_wise) {
    for (int i = 0; i < operands.count; ++i)
      for (int k = i + 1; k < operands.count; ++k)
        join_extents(graph, operands[i], 0, operands[k], 0);
  } else if constexpr (Op::kind == operation_kind::contraction) {
    int const a = operands[0];
    int const b = operands[1];
    int const rank_of_a = graph.shape_of(a).rank;
    int const rank_of_b = graph.shape_of(b).rank;
    graph.take_for_equal(graph.shape_of(a).extents[rank_of_a - 1],
                         graph.shape_of(b).extents[rank_of_b > 1 ? rank_of_b - 2 : 0]);
    join_extents(graph, a, rank_of_a > 1 ? 2 : 1, b, rank_of_b > 1 ? 2 : 1);
  }
}

/// The scalar types of operands; few of them without the heap.
template <class Op>
constexpr node_signature signature_of(graph_builder& graph, list_view<int> operands,
                                      list_view<word> attributes) {
  if (graph.has_open_extents()) join_extents<Op>(graph, operands);
  growing_array<scalar_type> types(operands.count);
  growing_array<shape> shapes(operands.count);
  for (int i = 0; i < operands.count; ++i) {
    types.items[i] = graph.node(operands[i]).type;
    shapes.items[i] = graph.shape_of(operands[i]);
  }
  shape_result const result = Op::shape({shapes.items, operands.count}, attributes);
  if (!result) shapes_must_fit(result.relation);
  return {result_type<Op>({types.items, operands.count}, attributes),
          graph.intern_shape(result.value)};
}

/// Operands that only repeat a smaller value are read from that value: element-wise operations
/// broadcast by themselves, so the copy never exists.
constexpr void read_through_broadcast(graph_builder& graph, int* operands, int count,
                                      int shape_id) {
  for (int i = 0; i < count; ++i) {
    int const whole = operands[i];
    symbol const x{&graph, whole};
    if (x.op().replicates) operands[i] = graph.operand(whole, 0);
    else if (x.is_uniform() && x.rank() != 0)
      operands[i] = make_literal(graph, x.type(), x.uniform_value()).id;
    else continue;
    shape together{};
    for (int k = 0; k < count; ++k)
      together = shape_rule::broadcast(together, graph.shape_of(operands[k])).value;
    if (!(together == graph.shape_at(shape_id))) operands[i] = whole;
  }
}

/// The node of `Op`, as it is.
template <class Op, class Graph>
constexpr int intern_node(Graph& graph, node_signature made, list_view<int> operands,
                          list_view<word> attributes) {
  return graph.intern(operation_in<Op, Graph>::object, made.type, made.shape_id, operands,
                      attributes);
}

/// The operation's own identity for these operands, or a symbol without id.
template <class Op, class Graph, int... Index>
constexpr symbol simplified(Graph& graph, int const* ids, node_signature made,
                            std::integer_sequence<int, Index...>) {
  using value = basic_symbol<Graph>;
  if constexpr (requires { Op::simplify(((void)Index, value{})..., made); })
    return Op::simplify(value{&graph, ids[Index]}..., made);
  else return {};
}

/// The fast path of most nodes: operands of one shape. Few calls, because each costs microseconds
/// to evaluate.
template <class Op, class Graph>
constexpr int record_element_wise(Graph& graph, list_view<int> operands,
                                  list_view<word> attributes) {
  int ids[Op::arity]{};
  scalar_type types[Op::arity]{};
  node_record const& first = graph.nodes.items[operands.data[0]];
  bool literal = true;
  bool repeats = false;
  bool one_shape = true;
  bool one_type = true;
  for (int i = 0; i < Op::arity; ++i) {
    node_record const& x = graph.nodes.items[operands.data[i]];
    ids[i] = operands.data[i];
    types[i] = x.type;
    literal = literal && x.op->kind == operation_kind::literal;
    repeats =
        repeats || x.op->replicates || (x.op->kind == operation_kind::literal && x.shape_id != 0);
    one_shape = one_shape && x.shape_id == first.shape_id;
    one_type = one_type && x.type == first.type;
  }
  node_signature made{first.type, first.shape_id};
  if (!one_shape) made = signature_of<Op>(graph, operands, attributes);
  else if (!one_type || Op::types != type_rule::common ||
           requires { Op::type(list_view<scalar_type>{}, attributes); })
    made.type = result_type<Op>({types, Op::arity}, attributes);
  if (repeats) read_through_broadcast(graph, ids, Op::arity, made.shape_id);
  if (literal) {
    if (int const folded = fold_element_wise<Op>(graph, ids, made.type, made.shape_id); folded >= 0)
      return folded;
  }
  if constexpr (Op::commutative) {
    if (ids[0] > ids[1]) {
      int const larger = ids[0];
      ids[0] = ids[1];
      ids[1] = larger;
    }
  }
  if (symbol const simple =
          simplified<Op>(graph, ids, made, std::make_integer_sequence<int, Op::arity>{});
      simple.id >= 0)
    return simple.id;
  return graph.intern(operation_in<Op, Graph>::object, made.type, made.shape_id, {ids, Op::arity},
                      attributes);
}

/// Makes the node of `Op` over `operands`, simplified by the operation's own identities.
template <class Op, class Graph>
constexpr int record_node(Graph& graph, list_view<int> operands, list_view<word> attributes) {
  if constexpr (std::is_same_v<Graph, graph_builder>) (void)sizeof(operation_binding<Op>);
  if constexpr (Op::kind == operation_kind::element_wise) {
    return record_element_wise<Op>(graph, operands, attributes);
  } else {
    node_signature const made = signature_of<Op>(graph, operands, attributes);
    if constexpr (requires { Op::simplify(graph, operands, attributes, made); }) {
      if (int const simple = Op::simplify(graph, operands, attributes, made); simple >= 0)
        return simple;
    }
    return graph.intern(operation_in<Op, Graph>::object, made.type, made.shape_id, operands,
                        attributes);
  }
}

/// Records `Op` over symbols of one graph, with attributes known when the rule runs.
template <class Op, class Graph, class... Values>
constexpr basic_symbol<Graph> record(list_view<word> attributes, basic_symbol<Graph> first,
                                     Values... rest) {
  int const ids[] = {first.id, rest.id...};
  return {first.graph, record_node<Op>(*first.graph, {ids, 1 + sizeof...(Values)}, attributes)};
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/beside_zeros.hpp>
#include <typegrad/op/fold_element_wise.hpp>
#include <typegrad/op/operation_defaults.hpp>
#include <typegrad/op/pattern_fit.hpp>
#include <typegrad/op/read_through_broadcast.hpp>

namespace typegrad {

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
/// The same for the operands of an operation of this kind.
constexpr void join_extents(graph_builder& graph, operation_kind kind, list_view<int> operands) {
  if (kind == operation_kind::element_wise) {
    for (int i = 0; i < operands.count; ++i)
      for (int k = i + 1; k < operands.count; ++k)
        join_extents(graph, operands[i], 0, operands[k], 0);
  } else if (kind == operation_kind::contraction) {
    int const a = operands[0];
    int const b = operands[1];
    int const rank_of_a = graph.shape_of(a).rank;
    int const rank_of_b = graph.shape_of(b).rank;
    graph.take_for_equal(graph.shape_of(a).extents[rank_of_a - 1],
                         graph.shape_of(b).extents[rank_of_b > 1 ? rank_of_b - 2 : 0]);
    join_extents(graph, a, rank_of_a > 1 ? 2 : 1, b, rank_of_b > 1 ? 2 : 1);
  }
}

/// What the rules of an operation of this kind say of operands; few of them without the heap.
// One function for all operations, whose rules are pointers of one type.
constexpr node_signature signature_by(auto* shape_by, auto* type_by, operation_kind kind,
                                      graph_builder& graph, list_view<int> operands,
                                      list_view<word> attributes) {
  if (graph.has_open_extents()) join_extents(graph, kind, operands);
  growing_array<scalar_type> types(operands.count);
  growing_array<shape> shapes(operands.count);
  for (int i = 0; i < operands.count; ++i) {
    types.items[i] = graph.node(operands[i]).type;
    shapes.items[i] = graph.shape_of(operands[i]);
  }
  shape_result const result = shape_by({shapes.items, operands.count}, attributes);
  if (!result) shapes_must_fit(result.relation);
  return {type_by({types.items, operands.count}, attributes), graph.intern_shape(result.value)};
}
template <class Op>
constexpr node_signature signature_of(graph_builder& graph, list_view<int> operands,
                                      list_view<word> attributes) {
  return signature_by(Op::shape, result_type<Op>, Op::kind, graph, operands, attributes);
}

/// The node of `Op`, as it is.
template <class Op, class Graph>
constexpr int intern_node(Graph& graph, node_signature made, list_view<int> operands,
                          list_view<word> attributes) {
  return graph.intern(operation_in<Op, Graph>::object, made.type, made.shape_id, operands,
                      attributes);
}

/// The node of `Op` over `operands`, or a cheaper one that is equal. In a graph that is recorded at
/// run time the object makes it, so that an operation's rules are compiled where its object is.
template <class Op, class Graph, bool InObject = std::is_same_v<Graph, graph_builder>>
constexpr int record_node(Graph& graph, list_view<int> operands, list_view<word> attributes);

/// A part of the right side of an equation as a node. A number takes the type of the node `beside`
/// it, a node of the operation `Of` that is met its attributes.
template <class Of, int Place, pattern_range Range, class Graph>
constexpr int make_part(pattern_variable<Place, Range>, Graph&, pattern_bindings const& bound,
                        list_view<word>, int) {
  return bound.ids[Place];
}
template <class Of, auto Value, class Graph>
constexpr int make_part(number_pattern<Value>, Graph& graph, pattern_bindings const&,
                        list_view<word>, int beside) {
  return literal_like(symbol_in(graph, beside), static_cast<double>(Value)).id;
}
template <class Of, class Op, class First, class... Rest, class Graph>
constexpr int make_part(node_pattern<Op, First, Rest...>, Graph& graph,
                        pattern_bindings const& bound, list_view<word> attributes, int) {
  int ids[] = {-1, make_part<Of>(Rest{}, graph, bound, attributes, -1)...};
  ids[0] = make_part<Of>(First{}, graph, bound, attributes,
                         is_number_pattern<First> ? ids[sizeof...(Rest)] : -1);
  if constexpr (!std::is_same_v<Op, Of>) attributes = {};
  return record_node<Op>(graph, {ids, 1 + sizeof...(Rest)}, attributes);
}

/// What a rule makes in place of a node over the operands `ids`; -1 where it does not fit.
template <class Op, class... Parts, class Right, bool Derivative, class Graph>
constexpr int apply_rule(type_identity<equation<node_pattern<Op, Parts...>, Right, Derivative>>,
                         Graph& graph, int const* ids, list_view<word> attributes,
                         node_signature made) {
  pattern_bindings bound;
  if (!pattern_fit<node_pattern<Op, Parts...>>::fit_parts(graph, ids, made, bound)) return -1;
  if constexpr (is_number_pattern<Right>) {
    return uniform_literal(graph, made, static_cast<double>(value_of_number<Right>)).id;
  } else if constexpr (is_pattern_variable<Right>) {
    int const id = make_part<Op>(Right{}, graph, bound, attributes, -1);
    if (!has_signature({&graph, id}, made)) return -1;
    if constexpr (requires { Op::keeps_order(attributes); })
      if (!Op::keeps_order(attributes)) return -1;
    return id;
  } else if constexpr (requires { Op::composed(attributes, attributes); }) {
    auto const together = Op::composed(graph.attributes_of(ids[0]), attributes);
    if (together.count < 0) return -1;
    return make_part<Op>(Right{}, graph, bound, together.list(), -1);
  } else {
    return make_part<Op>(Right{}, graph, bound, attributes, -1);
  }
}
template <template <class> class Rule, class Function, class Graph>
constexpr int apply_rule(type_identity<Rule<Function>>, Graph& graph, int const* ids,
                         list_view<word> attributes, node_signature made) {
  using value = basic_symbol<Graph>;
  value const first{&graph, ids[0]};
  if constexpr (std::is_invocable_v<Function, value, node_signature>)
    return Function{}(first, made).id;
  else if constexpr (std::is_invocable_v<Function, value, value, node_signature>)
    return Function{}(first, value{&graph, ids[1]}, made).id;
  else if constexpr (std::is_invocable_v<Function, value, list_view<word>, node_signature>)
    return Function{}(first, attributes, made).id;
  else return Function{}(first, value{&graph, ids[1]}, value{&graph, ids[2]}, made).id;
}

/// Whether one of two nodes is an operand of the other one, which has two.
constexpr bool are_shared(graph_builder const& graph, int a, int b) {
  return (graph.nodes.items[a].operand_count == 2 &&
          (graph.operand(a, 0) == b || graph.operand(a, 1) == b)) ||
         (graph.nodes.items[b].operand_count == 2 &&
          (graph.operand(b, 0) == a || graph.operand(b, 1) == a));
}

/// What the first rule that fits makes in place of a node; -1 where none fits. Most are refused
/// without a call, because each costs microseconds to evaluate.
template <class Op, class Graph, class... Rules>
constexpr int rewrite(type_identity<rewrites<Rules...>>, Graph& graph, int const* ids,
                      list_view<word> attributes, node_signature made) {
  node_record const* const nodes = graph.nodes.items;
  operation const& first = *nodes[ids[0]].op;
  operation const& last = *nodes[ids[Op::arity - 1]].op;
  bool const literal =
      first.kind == operation_kind::literal || last.kind == operation_kind::literal;
  bool const join = first.kind == operation_kind::join || last.kind == operation_kind::join;
  bool const both = first.identity == last.identity;
  int found = -1;
  (void)(((!Rules::asked::derivative || graph.in_derivative) &&
          (!Rules::asked::literal || literal) && (!Rules::asked::join || join) &&
          (!Rules::asked::one_operation || both) &&
          (!Rules::asked::one_value || ids[0] == ids[Op::arity - 1]) &&
          (Rules::asked::node == 0 || Rules::asked::node == first.identity ||
           Rules::asked::node == last.identity ||
           (Op::arity > 2 && Rules::asked::node == nodes[ids[Op::arity / 2]].op->identity)) &&
          (Rules::asked::other_node == 0 || Rules::asked::other_node == first.identity ||
           Rules::asked::other_node == last.identity) &&
          (!Rules::asked::shares || are_shared(graph, ids[0], ids[Op::arity - 1])) &&
          (found = apply_rule(type_identity<Rules>{}, graph, ids, attributes, made)) >= 0) ||
         ...);
  return found;
}
template <class Op, class Graph>
constexpr int rewrite(type_identity<void>, Graph&, int const*, list_view<word>, node_signature) {
  return -1;
}

template <class Op, class Graph>
constexpr scalar_type type_of_operands(Graph const& graph, int const* ids,
                                       list_view<word> attributes) {
  scalar_type types[Op::arity]{};
  for (int i = 0; i < Op::arity; ++i) types[i] = graph.nodes.items[ids[i]].type;
  return result_type<Op>({types, Op::arity}, attributes);
}

/// The fast path of most nodes: operands of one shape. Few calls, because each costs microseconds
/// to evaluate.
template <class Op, class Graph>
constexpr int record_element_wise(Graph& graph, list_view<int> operands,
                                  list_view<word> attributes) {
  node_record const* const nodes = graph.nodes.items;
  node_record const& first = nodes[operands.data[0]];
  int ids[Op::arity]{operands.data[0]};
  bool literal = first.op->kind == operation_kind::literal;
  bool repeats = first.op->replicates || (literal && first.shape_id != 0);
  bool one_shape = true;
  bool one_type = true;
  for (int i = 1; i < Op::arity; ++i) {
    node_record const& x = nodes[ids[i] = operands.data[i]];
    bool const constant = x.op->kind == operation_kind::literal;
    literal = literal && constant;
    repeats = repeats || x.op->replicates || (constant && x.shape_id != 0);
    one_shape = one_shape && x.shape_id == first.shape_id;
    one_type = one_type && x.type == first.type;
  }
  node_signature made{first.type, first.shape_id};
  if (!one_shape) made = signature_of<Op>(graph, operands, attributes);
  else if (!one_type || Op::types != type_rule::common ||
           requires { Op::type(list_view<scalar_type>{}, attributes); })
    made.type = type_of_operands<Op>(graph, ids, attributes);
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
  if constexpr (Op::growth == growth_rule::sum || Op::growth == growth_rule::product)
    if (graph.ranges.of.count != 0 && made.shape_id == 0)
      if (int const other = beside_zeros<Op>(graph, ids, made); other >= 0) return other;
  if (int const other =
          rewrite<Op>(type_identity<identities_of<Op>>{}, graph, ids, attributes, made);
      other >= 0)
    return other;
  return graph.intern(operation_in<Op, Graph>::object, made.type, made.shape_id, {ids, Op::arity},
                      attributes);
}

/// What stands in place of the node of an operation that is not element-wise; -1 for nothing. A
/// view of equal numbers is as many of them as it has.
template <class Op, class Graph>
constexpr int simplified(Graph& graph, list_view<int> operands, list_view<word> attributes,
                         node_signature made) {
  auto const x = symbol_in(graph, operands.count > 0 ? operands[0] : -1);
  if constexpr (Op::kind == operation_kind::view) {
    if (x.is_uniform()) return uniform_literal(graph, made, x.uniform_value()).id;
  }
  if (int const other =
          rewrite<Op>(type_identity<identities_of<Op>>{}, graph, operands.data, attributes, made);
      other >= 0)
    return other;
  if constexpr (requires { Op::simplify(x, attributes, made); })
    return Op::simplify(x, attributes, made).id;
  else if constexpr (requires { Op::simplify(graph, operands, attributes, made); })
    return Op::simplify(graph, operands, attributes, made);
  else return -1;
}

/// Makes the node of `Op` over `operands`, simplified by the operation's own identities.
template <class Op, class Graph>
constexpr int record_new_node(Graph& graph, list_view<int> operands, list_view<word> attributes) {
  if constexpr (Op::kind == operation_kind::element_wise) {
    return record_element_wise<Op>(graph, operands, attributes);
  } else {
    node_signature const made = signature_of<Op>(graph, operands, attributes);
    if (int const other = simplified<Op>(graph, operands, attributes, made); other >= 0)
      return other;
    return graph.intern(operation_in<Op, Graph>::object, made.type, made.shape_id, operands,
                        attributes);
  }
}
/// The same where paths of a function repeat each other's calls.
template <class Graph>
constexpr int recall_node(operation const& op,
                          int (*record_new)(Graph&, list_view<int>, list_view<word>), Graph& graph,
                          list_view<int> operands, list_view<word> attributes) {
  std::uint32_t hash = 0;
  int const known = graph.path.calls.find(op, operands, attributes, graph.in_derivative, hash);
  if (known >= 0) return known;
  int const made = record_new(graph, operands, attributes);
  graph.path.calls.note(hash, op, operands, attributes, graph.in_derivative, made);
  return made;
}
template <class Op, class Graph, bool InObject>
constexpr int record_node(Graph& graph, list_view<int> operands, list_view<word> attributes) {
  if constexpr (!InObject) {
    return operation_in<Op, Graph>::object.record(graph, operands, attributes);
  } else {
    if constexpr (std::is_same_v<Graph, graph_builder>) (void)sizeof(operation_binding<Op>);
    if constexpr (!Op::unique)
      if (graph.path.masks.count != 0 && graph.open.table.factors.count == 0)
        return recall_node(operation_in<Op, Graph>::object, record_new_node<Op, Graph>, graph,
                           operands, attributes);
    return record_new_node<Op>(graph, operands, attributes);
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

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/differentiate.hpp>
#include <typegrad/transform/stand_in_node.hpp>

namespace typegrad {

/// Records a node's operation again, over other operands.
template <class Graph>
constexpr int record_like(Graph& graph, int node, growing_array<int> const& operands) {
  growing_array<word> attributes;
  for (word const attribute : graph.attributes_of(node)) attributes.push_back(attribute);
  return graph.operation_of(node).record(graph, {operands.data(), operands.size()},
                                         {attributes.data(), attributes.size()});
}

/// A linear operation is its own derivative: the operation on the tangents, zeros where there are
/// none. Those of an element-wise one are numbers, which it reads as broadcast.
template <class Graph>
constexpr int tangent_by_linearity(Graph& graph, int node, list_view<int> tangents) {
  bool const element_wise = graph.operation_of(node).kind == operation_kind::element_wise;
  growing_array<int> operands;
  for (int which = 0; which < tangents.count; ++which) {
    auto const operand = symbol_in(graph, graph.operand(node, which));
    operands.push_back(tangents[which] >= 0 ? tangents[which]
                       : element_wise       ? make_literal(graph, operand.type(), 0.0).id
                                            : zero_like(graph, operand.id));
  }
  int const tangent = record_like(graph, node, operands);
  if (!element_wise) return tangent;
  return broadcast_to(symbol_in(graph, tangent), shape(graph.shape_of(node))).id;
}

/// A product is linear in each factor: d(a b) = da b + a db.
template <class Graph>
constexpr int tangent_of_product(Graph& graph, int node, list_view<int> tangents) {
  int sum = -1;
  for (int moving = 0; moving < tangents.count; ++moving) {
    if (tangents[moving] < 0) continue;
    growing_array<int> operands;
    for (int which = 0; which < tangents.count; ++which)
      operands.push_back(which == moving ? tangents[which] : graph.operand(node, which));
    int const term = record_like(graph, node, operands);
    sum = sum < 0 ? term : sum_of_nodes(graph, sum, term);
  }
  return sum;
}

/// Any rule, transposed: the pullback is linear in its upstream, so that its own reverse derivative
/// with respect to the upstream is the pushforward. The upstream is a name that nothing else has.
///
/// source    Townsend 2017, "A new trick for calculating Jacobian vector products"
template <class Graph>
constexpr int tangent_by_transposition(Graph& graph, int node, list_view<int> tangents) {
  int const upstream = intern_stand_in(graph, node);
  int sum = -1;
  for (int which = 0; which < tangents.count; ++which) {
    if (tangents[which] < 0) continue;
    int const adjoint = graph.operation_of(node).pullback(graph, node, which, upstream);
    if (adjoint < 0) continue;
    int const term = differentiate(graph, {&adjoint, 1}, {&tangents[which], 1}, {&upstream, 1})[0];
    if (term >= 0) sum = sum < 0 ? term : sum_of_nodes(graph, sum, term);
  }
  return sum;
}

/// The tangent of `node` given its operands' (-1: zero); -1 where it is zero.
template <class Graph>
constexpr int tangent_of_node(Graph& graph, int node, list_view<int> tangents) {
  operation const& op = graph.operation_of(node);
  if (op.has_pushforward) return op.pushforward(graph, node, tangents);
  if (op.kind == operation_kind::alias && op.linear) return tangents[0];
  if (op.kind != operation_kind::alias && op.linear)
    return tangent_by_linearity(graph, node, tangents);
  if (op.kind == operation_kind::contraction) return tangent_of_product(graph, node, tangents);
  return op.has_pullback ? tangent_by_transposition(graph, node, tangents) : -1;
}

/// The same where a mask may lie on the tangents: of one operand that moves, a mask with one answer
/// for all elements lies on the result. Element-wise rules look at masks by themselves.
template <class Graph>
constexpr int tangent_under_mask(Graph& graph, int node, growing_array<int>& tangents) {
  auto const all = [&] {
    return symbol_in(graph, tangent_of_node(graph, node, {tangents.data(), tangents.size()}));
  };
  int moving = -1;
  int moving_operands = 0;
  for (int which = 0; which < tangents.size(); ++which)
    if (tangents[which] >= 0) {
      moving = which;
      ++moving_operands;
    }
  if (moving_operands != 1 || graph.operation_of(node).kind == operation_kind::element_wise)
    return all().id;
  auto const tangent = symbol_in(graph, tangents[moving]);
  auto const split = split_mask(tangent);
  if (!split.is_masked() || split.mask.rank() != 0) return all().id;
  tangents[moving] = split.value.id;
  auto const made = all();
  return made.id < 0 ? -1 : split.on(made).id;
}

/// Forward mode: appends to `graph` the nodes of the tangents of `outputs`, given those of
/// `inputs`.
///
/// `inputs[i]` has the tangent `tangents[i]`. The result has one id per entry of `outputs`, -1
/// where nothing moves (the tangent is zero). A literal zero is not followed: zeros of the
/// structure cost nothing. A value of integer type made of real ones (a rounding, a comparison)
/// does not move.
///
/// cost      one call of a derivative rule per node between `inputs` and `outputs`
/// source    Griewank and Walther 2008, "Evaluating Derivatives", section 3.1
template <class Graph>
constexpr growing_array<int> push_forward(Graph& graph, list_view<int> inputs,
                                          list_view<int> tangents, list_view<int> outputs) {
  int last = -1;
  for (int const id : outputs) last = id > last ? id : last;
  growing_array<int> known(last + 1, -1);
  growing_array<unsigned char> given(last + 1);
  auto const is_zero = [&](int id) { return id < 0 || symbol_in(graph, id).is_uniform(0.0); };
  int first = last + 1;
  for (int i = 0; i < inputs.count; ++i) {
    if (inputs[i] > last) continue;
    known[inputs[i]] = is_zero(tangents[i]) ? -1 : tangents[i];
    given[inputs[i]] = 1;
    first = inputs[i] < first ? inputs[i] : first;
  }
  growing_array<int> of_operands;
  growing_array<int> const leads = leading_to(graph, outputs, first, last);
  for (int i = leads.count - 1; i >= 0; --i) {
    int const id = leads.items[i];
    if (given[id] != 0) continue;
    int const count = visible_operands(graph, id);
    of_operands.resize(count);
    bool moves = false;
    for (int which = 0; which < count; ++which) {
      int const operand = graph.operand(id, which);
      bool const carries = is_real(graph.node(id).type) || !is_real(graph.node(operand).type);
      of_operands[which] = carries ? known[operand] : -1;
      moves = moves || of_operands[which] >= 0;
    }
    if (!moves) continue;
    int tangent = tangent_under_mask(graph, id, of_operands);
    if (is_zero(tangent)) continue;
    if (graph.node(tangent).type != graph.node(id).type)
      tangent = convert_to(symbol_in(graph, tangent), graph.node(id).type).id;
    known[id] = tangent;
  }
  growing_array<int> result(outputs.count);
  for (int i = 0; i < outputs.count; ++i) result[i] = known[outputs[i]];
  return result;
}

}  // namespace typegrad

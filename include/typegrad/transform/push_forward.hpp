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

/// Whether all tangents that move have a support; what moves then is under masks.
template <class Graph>
constexpr bool all_have_supports(Graph& graph, growing_array<supported_node> const& tangents) {
  for (int which = 0; which < tangents.size(); ++which)
    if (tangents[which].id >= 0 && support_of(graph, tangents[which]) < 0) return false;
  return true;
}

/// Where the tangent of `node` may be more than zero, of tangents that all have a support: where
/// something that it is made of is seen.
template <class Graph>
constexpr int support_of_tangent(Graph& graph, int node,
                                 growing_array<supported_node> const& tangents) {
  operation const& op = graph.operation_of(node);
  bool const linear = op.kind != operation_kind::element_wise && (op.linear || op.moves);
  int together = -1;
  growing_array<int> seen(tangents.size(), -1);
  auto const add = [&](basic_symbol<Graph> mask) {
    together = together < 0 ? mask.id : either_mask(symbol_in(graph, together), mask).id;
  };
  for (int which = 0; which < tangents.size(); ++which) {
    if (tangents[which].id < 0) continue;
    if (op.kind == operation_kind::element_wise) {
      add(symbol_in(graph, support_of(graph, tangents[which])));
      continue;
    }
    auto const one =
        seen_through_masks(symbol_in(graph, masked_by_support(graph, tangents[which])));
    seen[which] = one.id;
    if (linear) continue;
    if (op.kind == operation_kind::contraction)
      add(nonzero(seen_in_product(graph, node, which, one)));
    else if (op.kind == operation_kind::reduction)
      add(nonzero(reshape_to(summed_to_shape(one, shape_kept(symbol_in(graph, node))),
                             shape(graph.shape_of(node)))));
    else add(nonzero(summed_to_shape(one, shape{})));
  }
  if (!linear) return together;
  if (op.moves)
    for (int which = 1; which < seen.size(); ++which) seen[which] = graph.operand(node, which);
  int const moved = op.moves ? record_like(graph, node, seen)
                             : tangent_by_linearity(graph, node, {seen.data(), seen.size()});
  return nonzero(symbol_in(graph, moved)).id;
}

/// The tangent of `node` where a mask or a support lies on one of its operands'. `moving` is the
/// only operand that moves, -1 where there are several.
///
/// A mask with one answer for all elements lies on the result. Element-wise rules look at masks by
/// themselves. A support goes on with what is only selected or moved.
template <class Graph>
constexpr supported_node tangent_under_masks(Graph& graph, int node, int moving,
                                             growing_array<supported_node> const& tangents) {
  operation const& op = graph.operation_of(node);
  bool const element_wise = op.kind == operation_kind::element_wise;
  growing_array<int> plain(tangents.size());
  growing_array<int> masked(tangents.size());
  bool supported = false;
  for (int which = 0; which < tangents.size(); ++which) {
    plain[which] = tangents[which].id;
    masked[which] = masked_by_support(graph, tangents[which]);
    supported = supported || tangents[which].support >= 0;
  }
  auto const rule = [&](growing_array<int> const& of) {
    return tangent_of_node(graph, node, {of.data(), of.size()});
  };
  if (!element_wise && moving >= 0) {
    auto const split = split_mask(symbol_in(graph, masked[moving]));
    if (split.is_masked() && split.mask.rank() == 0) {
      growing_array<supported_node> inside(tangents.size());
      shape const extents = graph.shape_of(graph.operand(node, moving));
      inside[moving].id = broadcast_to(split.value, extents).id;
      int const made = masked_by_support(graph, tangent_under_masks(graph, node, moving, inside));
      return made < 0 ? supported_node{} : supported_node{split.on(symbol_in(graph, made)).id};
    }
  }
  bool const passes = op.linear || op.selects || op.moves || op.kind == operation_kind::contraction;
  supported_node made{rule(passes ? plain : masked)};
  if (made.id < 0 || (element_wise && !supported && !op.linear)) return made;
  if (!passes && supported && moving >= 0 && element_wise) {
    auto const without = symbol_in(graph, rule(plain));
    if (!only_selects(without, symbol_in(graph, plain[moving]))) return made;
    made.id = without.id;
  }
  if (op.selects && element_wise && moving < 0) return {rule(masked)};
  if (!all_have_supports(graph, tangents)) return passes ? supported_node{rule(masked)} : made;
  made.support = support_of_tangent(graph, node, tangents);
  bool const whole = op.kind == operation_kind::opaque || op.kind == operation_kind::alias ||
                     op.kind == operation_kind::repetition;
  return whole && !op.linear && !op.moves ? supported_node{masked_by_support(graph, made)} : made;
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
  derivative_scope const scope(graph);
  int last = -1;
  for (int const id : outputs) last = id > last ? id : last;
  growing_array<supported_node> known(last + 1);
  growing_array<unsigned char> given(last + 1);
  auto const is_zero = [&](int id) { return id < 0 || symbol_in(graph, id).is_uniform(0.0); };
  int first = last + 1;
  for (int i = 0; i < inputs.count; ++i) {
    if (inputs[i] > last) continue;
    known[inputs[i]].id = is_zero(tangents[i]) ? -1 : tangents[i];
    given[inputs[i]] = 1;
    first = inputs[i] < first ? inputs[i] : first;
  }
  growing_array<int> of_operands;
  growing_array<supported_node> supported_operands;
  growing_array<int> const leads = leading_to(graph, outputs, first, last);
  for (int i = leads.count - 1; i >= 0; --i) {
    int const id = leads.items[i];
    if (given[id] != 0) continue;
    int const count = visible_operands(graph, id);
    of_operands.resize(count);
    supported_operands.resize(count);
    int moving = -1;
    int moving_operands = 0;
    bool masked = false;
    for (int which = 0; which < count; ++which) {
      int const operand = graph.operand(id, which);
      bool const carries = is_real(graph.node(id).type) || !is_real(graph.node(operand).type);
      supported_operands[which] = carries ? known[operand] : supported_node{};
      of_operands[which] = supported_operands[which].id;
      if (of_operands[which] < 0) continue;
      masked = masked || supported_operands[which].support >= 0 ||
               graph.operation_of(of_operands[which]).selects;
      moving = moving_operands++ == 0 ? which : -1;
    }
    if (moving_operands == 0) continue;
    supported_node tangent =
        masked
            ? tangent_under_masks(graph, id, moving, supported_operands)
            : supported_node{tangent_of_node(graph, id, {of_operands.data(), of_operands.size()})};
    if (is_zero(tangent.id)) continue;
    if (graph.node(tangent.id).type != graph.node(id).type)
      tangent = {convert_to(symbol_in(graph, tangent.id), graph.node(id).type).id,
                 support_of(graph, tangent)};
    known[id] = tangent;
  }
  growing_array<int> result(outputs.count);
  for (int i = 0; i < outputs.count; ++i) result[i] = known[outputs[i]].id;
  return result;
}

}  // namespace typegrad

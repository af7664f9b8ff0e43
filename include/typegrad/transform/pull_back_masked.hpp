// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/reduction.hpp>
#include <typegrad/transform/supported_node.hpp>

namespace typegrad {

/// The adjoint of `operand`, which was read as broadcast: summed back to its shape, under the masks
/// that lie on it.
template <class Graph>
constexpr supported_node sum_under_masks(Graph& graph, basic_symbol<Graph> adjoint, int operand) {
  if (adjoint.id < 0 || graph.node(adjoint.id).shape_id == graph.node(operand).shape_id)
    return {adjoint.id};
  auto const split = split_mask(adjoint);
  if (!split.is_masked()) return {unbroadcast(adjoint, symbol_in(graph, operand)).id};
  if (split.mask.rank() == 0) {
    shape const extents = adjoint.extents();
    auto const value = symbol_in(
        graph, masked_by_support(
                   graph, sum_under_masks(graph, broadcast_to(split.value, extents), operand)));
    return {split.on(value).id};
  }
  shape const target = graph.shape_of(operand);
  return {unbroadcast(adjoint, symbol_in(graph, operand)).id,
          nonzero(summed_to_shape(seen_through_masks(adjoint), target)).id};
}

/// Where the adjoint of operand `which` may be more than zero, of an upstream under masks: where it
/// is seen in something that is made of the element.
template <class Graph>
constexpr int support_of_adjoint(Graph& graph, int node, int which, basic_symbol<Graph> upstream) {
  operation const& op = graph.operation_of(node);
  auto const seen = seen_through_masks(upstream);
  if (op.kind == operation_kind::contraction)
    return nonzero(seen_by_factor(graph, node, which, seen)).id;
  if (op.linear) return nonzero(symbol_in(graph, op.pullback(graph, node, which, seen.id))).id;
  return nonzero(summed_to_shape(seen, shape{})).id;
}

/// The mask of the elements of an upstream as one of the operand's elements, where each of these
/// has one: where the node makes one element of several, or only moves them. -1 elsewhere.
template <class Graph>
constexpr int mask_of_operand(Graph& graph, int node, int which, basic_symbol<Graph> mask) {
  operation const& op = graph.operation_of(node);
  if (op.kind == operation_kind::reduction)
    return spread_over_axes(mask, symbol_in(graph, node)).id;
  if (!op.linear && !op.moves) return -1;
  int const moved = op.pullback(graph, node, which, mask.id);
  return moved >= 0 && graph.node(moved).type == scalar_type::boolean ? moved : -1;
}

/// The adjoint that `node`, not an element-wise one, sends to operand `which` when a mask lies on
/// its own.
///
/// Rules are linear, so any of them commutes with one answer for all elements, and those that move
/// elements, or give one to several, do so with their mask. Where masked elements are summed, a
/// support is left.
template <class Graph>
constexpr supported_node pull_back_masked(Graph& graph, int node, int which, int upstream) {
  operation const& op = graph.operation_of(node);
  auto const gy = symbol_in(graph, upstream);
  auto const split = split_mask(gy);
  if (!split.is_masked()) return {op.pullback(graph, node, which, upstream)};
  shape const extents = gy.extents();
  auto mask = split.mask;
  if (mask.rank() != 0) mask.id = mask_of_operand(graph, node, which, broadcast_to(mask, extents));
  if (mask.id < 0) {
    supported_node made{op.pullback(graph, node, which, upstream)};
    if (made.id < 0) return made;
    made.support = support_of_adjoint(graph, node, which, gy);
    // The rule of a whole may meet infinite slopes within itself.
    bool const whole = op.kind == operation_kind::opaque || op.kind == operation_kind::alias;
    return whole && !op.linear ? supported_node{masked_by_support(graph, made)} : made;
  }
  int const value = masked_by_support(
      graph, pull_back_masked(graph, node, which, broadcast_to(split.value, extents).id));
  if (value < 0) return {};
  return {masked_adjoint<basic_symbol<Graph>>{mask, {}, split.side}.on(symbol_in(graph, value)).id};
}

/// One answer for all elements of `x`, whether one of them may be more than zero: the mask of that,
/// -1 where it is not known, `nothing` where none is.
template <class Graph>
constexpr int support_of_whole(Graph& graph, int x, int nothing) {
  auto const value = symbol_in(graph, x);
  if (value.is_uniform(0.0)) return nothing;
  if (auto const split = split_mask(value); split.is_masked())
    return split.mask.rank() == 0 ? split.where_it_holds().id
                                  : nonzero(summed_to_shape(seen_through_masks(value), shape{})).id;
  operation const& op = graph.operation_of(x);
  if (!op.linear || op.kind == operation_kind::alias) return -1;
  int together = nothing;
  for (int which = 0; which < graph.node(x).operand_count; ++which) {
    int const part = support_of_whole(graph, graph.operand(x, which), nothing);
    if (part == -1) return -1;
    if (part == nothing) continue;
    together = together == nothing
                   ? part
                   : either_mask(symbol_in(graph, together), symbol_in(graph, part)).id;
  }
  return together;
}

/// The adjoint that `node` sends to operand `which`. `masked` is its own one, under its support.
///
/// A support goes on with an adjoint that is only selected, moved or multiplied with a matrix; a
/// rule that has slopes of its own finds it as a mask.
template <class Graph>
constexpr supported_node pull_back(Graph& graph, int node, int which, supported_node upstream,
                                   int masked) {
  operation const& op = graph.operation_of(node);
  bool const element_wise = op.kind == operation_kind::element_wise;
  auto const rule = [&](int adjoint) {
    return symbol_in(graph, op.pullback(graph, node, which, adjoint));
  };
  supported_node const made =
      element_wise ? sum_under_masks(graph, rule(masked), graph.operand(node, which))
      : graph.operation_of(masked).selects ? pull_back_masked(graph, node, which, masked)
                                           : supported_node{rule(masked).id};
  if (made.id < 0 || upstream.support < 0) return made;
  auto const plain = rule(upstream.id);
  bool const passes = op.linear || op.selects || op.kind == operation_kind::contraction ||
                      only_selects(plain, symbol_in(graph, upstream.id));
  if (!passes) return made;
  int const summed =
      element_wise ? sum_under_masks(graph, plain, graph.operand(node, which)).id : plain.id;
  return {summed, support_of(graph, made)};
}

}  // namespace typegrad

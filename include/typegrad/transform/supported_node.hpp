// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/masked_adjoint.hpp>
#include <typegrad/shape/matmul.hpp>

namespace typegrad {

// Masks of elements that meet a sum. What a sum makes of elements under a mask is a zero of the
// structure where the mask holds for none of them: its support is the mask of where it holds for
// one. A support is put on its value only when a rule reads that, so one that nothing reads is
// gone.

/// An adjoint or tangent, -1 for none, and the mask of where it may be more than a zero of the
/// structure, -1 for everywhere.
struct supported_node {
  int id = -1;
  int support = -1;
};

/// The value under its support, as a rule reads it.
template <class Graph>
constexpr int masked_by_support(Graph& graph, supported_node x) {
  if (x.id < 0 || x.support < 0) return x.id;
  auto const value = symbol_in(graph, x.id);
  return masked_adjoint<basic_symbol<Graph>>{symbol_in(graph, x.support), value, true}.on(value).id;
}

/// The mask of where `x` may be more than zero, as its support or its outermost mask says; -1 for
/// everywhere.
template <class Graph>
constexpr int support_of(Graph& graph, supported_node x) {
  if (x.support >= 0 || x.id < 0) return x.support;
  auto const split = split_mask(symbol_in(graph, x.id));
  return split.is_masked() ? split.where_it_holds().id : -1;
}

/// `x` summed to the shape `target`, which broadcasts to its own.
template <class Graph>
constexpr basic_symbol<Graph> summed_to_shape(basic_symbol<Graph> x, shape const& target) {
  Graph& graph = *x.graph;
  return unbroadcast(x, symbol_in(graph, intern_literal(graph, x.type(), target, 0.0)));
}

/// The shapes of a matrix product with the axes that a row at the left and a column at the right
/// have lost.
struct product_shapes {
  shape operands[2];
  shape result;

  template <class Graph>
  constexpr product_shapes(Graph const& graph, int node)
      : operands{graph.shape_of(graph.operand(node, 0)), graph.shape_of(graph.operand(node, 1))} {
    auto const parts = shape_rule::matmul_parts(operands[0], operands[1]);
    result = parts.batch;
    result.table = parts.value.table;
    result.append(parts.rows);
    result.append(parts.columns);
    if (operands[0].rank == 1) operands[0] = make_shape(1, operands[0].extents[0]);
    if (operands[1].rank == 1) operands[1] = make_shape(operands[1].extents[0], 1);
  }
  /// Operand `which` with one element along an axis, from behind.
  constexpr shape one_along(int which, int axis_from_behind) const {
    shape made = operands[which];
    made.extents[made.rank - axis_from_behind] = 1;
    return made;
  }
};

/// Of an adjoint of the product `node` that is seen where `seen` is not 0, what is seen of the
/// adjoint of factor `which`: whole rows of the left one, whole columns of the right one.
template <class Graph>
constexpr basic_symbol<Graph> seen_by_factor(Graph& graph, int node, int which,
                                             basic_symbol<Graph> seen) {
  product_shapes const shapes(graph, node);
  auto const sum =
      summed_to_shape(reshape_to(seen, shapes.result), shapes.one_along(which, 1 + which));
  int const rank = graph.shape_of(graph.operand(node, which)).rank;
  return rank == 1 ? reshape_to(sum, make_shape(1)) : sum;
}

/// Of factor `which`, seen where `seen` is not 0, what is seen of the product: the same.
template <class Graph>
constexpr basic_symbol<Graph> seen_in_product(Graph& graph, int node, int which,
                                              basic_symbol<Graph> seen) {
  product_shapes const shapes(graph, node);
  shape kept = shapes.one_along(which, 1 + which);
  auto const sum = summed_to_shape(reshape_to(seen, shapes.operands[which]), kept);
  index_t const last = kept.extents[kept.rank - 1];
  index_t const before = kept.extents[kept.rank - 2];
  kept.rank -= 2;
  if (graph.shape_of(graph.operand(node, 0)).rank != 1) kept.append(before);
  if (graph.shape_of(graph.operand(node, 1)).rank != 1) kept.append(last);
  return reshape_to(sum, kept);
}

/// Whether `made`, what a rule made of `from`, only selects among its elements, or scales them by
/// finite numbers: a zero needs no mask there.
template <class Graph>
constexpr bool only_selects(basic_symbol<Graph> made, basic_symbol<Graph> from, int depth = 4) {
  if (made == from) return true;
  if (made.is_uniform()) return made.uniform_value() - made.uniform_value() == 0;
  operation const& op = made.op();
  if (depth == 0 || op.kind != operation_kind::element_wise) return false;
  if (op.selects)
    return only_selects(made.operand(1), from, depth - 1) &&
           only_selects(made.operand(2), from, depth - 1);
  if (made.operand_count() != 2 || !op.commutative) return false;
  return only_selects(made.operand(0), from, depth - 1) &&
         only_selects(made.operand(1), from, depth - 1);
}

}  // namespace typegrad

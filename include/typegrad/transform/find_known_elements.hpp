// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/leaves.hpp>
#include <typegrad/shape/product_axes.hpp>
#include <typegrad/transform/plan.hpp>

namespace typegrad {

/// The two factors of a product, element by element.
struct product_reading {
  product_axes axes;
  batched_view a;
  batched_view b;

  template <class Graph>
  constexpr product_reading(Graph const& graph, int id)
      : product_reading(graph.shape_of(graph.operand(id, 0)), graph.shape_of(graph.operand(id, 1)),
                        graph.shape_of(id)) {}
  constexpr product_reading(shape const& left, shape const& right, shape const& result)
      : axes(axes_of_product(left, right, result)),
        a(batch_strides(left, contiguous_view(left), axes.batch, true)),
        b(batch_strides(right, contiguous_view(right), axes.batch, false)) {}
  /// Where the first term of an element of the result has its factors; those of the next are one
  /// `a.column_stride` and one `b.row_stride` on.
  constexpr index_t in_left(index_t position) const {
    return follow(a.batch, axes.batch, position / (axes.m * axes.n)) +
           position / axes.n % axes.m * a.row_stride;
  }
  constexpr index_t in_right(index_t position) const {
    return follow(b.batch, axes.batch, position / (axes.m * axes.n)) +
           position % axes.n * b.column_stride;
  }
  /// Whether term `k` of an element is there: no factor is a zero of the structure.
  constexpr bool has_term(placement const& left, placement const& right, index_t position,
                          index_t k) const {
    return !left.zeros.has(in_left(position) + k * a.column_stride) &&
           !right.zeros.has(in_right(position) + k * b.row_stride);
  }
};

/// Whether the extents of a node stand for some that are not known yet.
template <class Graph>
constexpr bool had_open_extents(Graph const& graph, int id) {
  if constexpr (requires { graph.was_open; }) return graph.was_open[graph.nodes[id].shape_id];
  else return false;
}
/// Whether the extents of a node and of its operands are known.
template <class Graph>
constexpr bool has_known_extents(Graph const& graph, int id) {
  for (int const operand : graph.operands_of(id))
    if (had_open_extents(graph, operand)) return false;
  return !had_open_extents(graph, id);
}
/// Whether the elements of a node are so few that a plan knows each.
template <class Graph>
constexpr bool is_known_by_element(Graph const& graph, int id) {
  return graph.shape_of(id).size() <= element_set::room && has_known_extents(graph, id);
}

/// The terms of a product whose factors are no zeros of the structure.
template <class Graph, class Plan>
constexpr index_t count_terms(Graph const& graph, Plan const& made, int id) {
  placement const& left = made.places[graph.operand(id, 0)];
  placement const& right = made.places[graph.operand(id, 1)];
  product_reading const product(graph, id);
  index_t terms = 0;
  for (index_t i = 0; i < graph.shape_of(id).size(); ++i)
    for (index_t k = 0; k < product.axes.k; ++k)
      if (product.has_term(left, right, i, k)) ++terms;
  return terms;
}

/// Whether terms of a product are left out because a factor is a zero of the structure: where few
/// are left. The same in every plan, because a zero that is multiplied gives NaN beside infinity.
template <class Graph, class Plan>
constexpr bool leaves_out_terms(Graph const& graph, Plan const& made, int id) {
  placement const& left = made.places[graph.operand(id, 0)];
  placement const& right = made.places[graph.operand(id, 1)];
  return (!left.zeros.is_empty() || !right.zeros.is_empty()) && is_known_by_element(graph, id) &&
         count_terms(graph, made, id) <= most_terms_left;
}

/// How such a product is computed: a loop along the rows or columns of the factor of which nothing
/// is known, where it would be long without one.
template <class Graph, class Plan>
constexpr product_loop loop_of_product(Graph const& graph, Plan const& made, int id,
                                       plan_limits const& limits) {
  placement const& left = made.places[graph.operand(id, 0)];
  placement const& right = made.places[graph.operand(id, 1)];
  product_axes const axes = product_reading(graph, id).axes;
  if (axes.batch.rank > 0 || count_terms(graph, made, id) <= limits.unroll_terms)
    return product_loop::none;
  if (!left.has_known_elements() && axes.m > 2) return product_loop::along_rows;
  if (!right.has_known_elements() && axes.n > 2) return product_loop::along_columns;
  return product_loop::none;
}

/// Whether a result is cleared before its other elements are written, one by one: most are zeros,
/// and little code is wanted.
template <class Graph, class Plan>
constexpr bool is_cleared_first(Graph const& graph, Plan const& made, int id,
                                plan_limits const& limits) {
  constexpr index_t fewest = 16;
  element_set const& zeros = made.places[id].zeros;
  if (limits.short_factor <= 0 || !limits.little_code || zeros.is_empty()) return false;
  index_t count = 0;
  index_t const size = graph.shape_of(id).size();
  for (index_t i = 0; i < size; ++i)
    if (zeros.has(i)) ++count;
  return count >= fewest && 2 * count >= size;
}

/// How a product of which one factor is short is run.
template <class Graph>
constexpr product_loop loop_of_short_product(Graph const& graph, int id,
                                             plan_limits const& limits) {
  product_axes const axes = product_reading(graph, id).axes;
  index_t const most = limits.short_factor;
  if (axes.batch.rank > 0 || axes.k == 0) return product_loop::none;
  if (axes.m * axes.k <= most && axes.n > 2) return product_loop::along_columns;
  if (axes.k * axes.n <= most && axes.m > 2) return product_loop::along_rows;
  return product_loop::none;
}

template <class Graph, class Plan>
constexpr void find_in_literal(Graph const& graph, int id, Plan& made) {
  list_view<word> const words = graph.attributes_of(id);
  for (index_t i = 0; i < graph.shape_of(id).size(); ++i) {
    word const bits = words[words.count == 1 ? 0 : static_cast<int>(i)];
    double const value = decode_literal(graph.nodes[id].type, bits);
    if (value == 0) made.places[id].zeros.add(i);
    if (value == 1) made.places[id].ones.add(i);
  }
}
template <class Graph, class Plan>
constexpr void find_in_join(Graph const& graph, int id, Plan& made) {
  placement& place = made.places[id];
  shape const& own = graph.shape_of(id);
  place.zeros = element_set::first(own.size());
  for (int which = 0; which < graph.nodes[id].operand_count; ++which) {
    int const operand = graph.operand(id, which);
    shape const& part = graph.shape_of(operand);
    strided_view const region = graph.nodes[id].op->region(which, own, graph.attributes_of(id));
    for (index_t i = 0; i < part.size(); ++i) {
      index_t const at = follow(region, part, i);
      if (!made.places[operand].zeros.has(i)) place.zeros.remove(at);
      if (made.places[operand].ones.has(i)) place.ones.add(at);
    }
  }
}
template <class Graph, class Plan>
constexpr void find_in_view(Graph const& graph, int id, Plan& made) {
  int const operand = graph.operand(id, 0);
  shape const& from = graph.shape_of(operand);
  shape const& own = graph.shape_of(id);
  strided_view const view =
      graph.nodes[id].op->place(contiguous_view(from), from, own, graph.attributes_of(id));
  for (index_t i = 0; view.exists && i < own.size(); ++i) {
    index_t const at = follow(view, own, i);
    if (made.places[operand].zeros.has(at)) made.places[id].zeros.add(i);
    if (made.places[operand].ones.has(at)) made.places[id].ones.add(i);
  }
}
template <class Graph, class Plan>
constexpr void find_in_product(Graph const& graph, int id, Plan& made) {
  if (!leaves_out_terms(graph, made, id)) return;
  placement const& left = made.places[graph.operand(id, 0)];
  placement const& right = made.places[graph.operand(id, 1)];
  product_reading const product(graph, id);
  for (index_t i = 0; i < graph.shape_of(id).size(); ++i) {
    bool zero = true;
    for (index_t k = 0; k < product.axes.k; ++k)
      zero = zero && !product.has_term(left, right, i, k);
    if (zero) made.places[id].zeros.add(i);
  }
}
template <class Graph, class Plan>
constexpr void find_in_sum(Graph const& graph, int id, Plan& made) {
  shape const& own = graph.shape_of(id);
  for (index_t i = 0; i < own.size(); ++i) {
    bool zero = true;
    for (int const operand : graph.operands_of(id)) {
      shape const& from = graph.shape_of(operand);
      strided_view const view = aligned_view(contiguous_view(from), from, own.rank);
      zero = zero && made.places[operand].zeros.has(follow(view, own, i));
    }
    if (zero) made.places[id].zeros.add(i);
  }
}

/// Finds the elements of node `id` that are 0 or 1 whatever the arguments are, and enters them in
/// its place; those of its operands are found.
///
/// cost      nothing for numbers, and for tensors that are made of none that is known
template <class Graph, class Plan>
constexpr void find_known_elements(Graph const& graph, int id, Plan& made) {
  node_record const& node = graph.nodes[id];
  operation_kind const kind = node.op->kind;
  if ((node.shape_id == 0 && kind != operation_kind::literal) || !is_known_by_element(graph, id))
    return;
  if (kind == operation_kind::literal) return find_in_literal(graph, id, made);
  if (kind == operation_kind::join) return find_in_join(graph, id, made);

  bool known = false;
  for (int const operand : graph.operands_of(id))
    known = known || made.places[operand].has_known_elements();
  if (!known) return;
  if (kind == operation_kind::view) find_in_view(graph, id, made);
  else if (kind == operation_kind::contraction) find_in_product(graph, id, made);
  else if (kind == operation_kind::element_wise && node.op->linear) find_in_sum(graph, id, made);
}

}  // namespace typegrad

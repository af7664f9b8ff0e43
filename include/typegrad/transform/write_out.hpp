// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/find_known_elements.hpp>
#include <typegrad/transform/loop_access.hpp>
#include <typegrad/transform/place_in_sums.hpp>

namespace typegrad {

/// Whether the size of a `whole` step allows to write it out element by element: its result and all
/// it reads are small.
template <class Graph>
constexpr bool is_unrolled_whole(Graph const& graph, int id,
                                 plan_limits const& limits = compiled_limits) {
  operation_kind const kind = graph.nodes[id].op->kind;
  if (kind == operation_kind::opaque || kind == operation_kind::repetition ||
      graph.shape_of(id).size() > limits.unrolled_result)
    return false;
  index_t work = 1;
  for (int const operand : graph.operands_of(id)) {
    index_t const size = graph.shape_of(operand).size();
    if (size > limits.unroll) return false;
    work = size > work ? size : work;
  }
  return kind != operation_kind::contraction || work * graph.shape_of(id).size() <= 256;
}

/// Whether an element-wise node makes a tensor of numbers and literals that have a zero or a one: a
/// table of them would be read for what a compiler knows.
template <class Graph, class Plan>
constexpr bool scales_known_elements(Graph const& graph, Plan const& made, int id) {
  bool known = false;
  for (int const operand : graph.operands_of(id)) {
    if (graph.nodes[operand].shape_id == 0) continue;
    if (graph.nodes[operand].op->kind != operation_kind::literal ||
        !made.places[operand].has_known_elements())
      return false;
    known = true;
  }
  return known;
}

/// The fewest elements of a tensor that are computed in vectors, not one by one.
inline constexpr index_t fewest_in_vectors = 8;

/// Whether the elements of node `id` stand in registers one by one, not row by row as a product of
/// vectors leaves them: it is joined or added up of them, or computed of what is.
template <class Graph>
constexpr bool is_in_numbers(Graph const& graph, int id, bool in_registers,
                             growing_array<unsigned char> const& in_numbers) {
  operation_kind const kind = graph.nodes[id].op->kind;
  if (kind == operation_kind::join || kind == operation_kind::reduction) return in_registers;
  if (kind != operation_kind::element_wise && kind != operation_kind::view) return false;
  for (int const operand : graph.operands_of(id))
    if (in_numbers.items[operand] != 0) return true;
  return false;
}

/// Whether the kernel of vectors takes less for a small product than numbers one by one: where a
/// row of the right factor fills the smallest register.
template <class Graph, class Plan>
constexpr bool is_product_of_vectors(Graph const& graph, Plan const& made, int id) {
  int const left = graph.operand(id, 0);
  int const right = graph.operand(id, 1);
  product_axes const axes = product_reading(graph, id).axes;
  return is_real(graph.nodes[id].type) && axes.batch.rank == 0 && axes.m > 1 && axes.k > 1 &&
         axes.n * static_cast<index_t>(size_of(graph.nodes[id].type)) >= 16 &&
         graph.nodes[right].op->kind != operation_kind::literal &&
         !made.places[left].has_known_elements() && !made.places[right].has_known_elements();
}

/// Whether a product is written out; else decides about its loop, `turns` of its place. `is_small`:
/// it has few enough elements; `right_in_numbers`: those of its right factor are no vectors.
template <class Graph, class Plan>
constexpr bool decide_product(Graph const& graph, Plan& made, int id, bool is_small,
                              bool right_in_numbers, plan_limits const& limits) {
  product_loop& turns = made.places[id].turns;
  bool const is_of_vectors = is_small && !right_in_numbers && limits.vector_products &&
                             is_product_of_vectors(graph, made, id);
  bool const written = is_small && !is_of_vectors;
  if (limits.unroll_terms >= 0 && leaves_out_terms(graph, made, id)) {
    turns = loop_of_product(graph, made, id, limits);
    return turns == product_loop::none;
  }
  if (!written && limits.short_factor > 0 && has_known_extents(graph, id))
    turns = loop_of_short_product(graph, id, limits);
  return written;
}

/// Decides of every node whether it is written out element by element, in `written_out` of its
/// place: numbers, and what is small, or smaller where all operands are in memory.
template <class Graph, class Plan>
constexpr void write_out(Graph const& graph, plan_limits const& limits, Plan& made) {
  growing_array<unsigned char> in_registers(graph.size());
  growing_array<unsigned char> in_numbers(graph.size());
  for (int id = 0; id < graph.size(); ++id) {
    find_known_elements(graph, id, made);
    operation_kind const kind = graph.nodes[id].op->kind;
    bool const is_join = kind == operation_kind::join;
    bool reads_registers = false;
    for (int const operand : graph.operands_of(id))
      reads_registers = reads_registers || in_registers.items[operand] != 0 ||
                        (is_join && graph.nodes[operand].shape_id == 0);
    if (kind == operation_kind::element_wise)
      reads_registers = reads_registers || scales_known_elements(graph, made, id);
    index_t const most = reads_registers ? limits.unroll : limits.unroll_from_memory;
    bool written = graph.nodes[id].shape_id == 0;
    bool computes = false;
    switch (kind) {
      case operation_kind::element_wise:
      case operation_kind::reduction: {
        int const space = space_of_node(graph, id);
        written = graph.nodes[space].shape_id == 0 || graph.shape_of(space).size() <= most;
        computes = true;
        break;
      }
      case operation_kind::contraction:
      case operation_kind::join:
        written = is_unrolled_whole(graph, id, limits) &&
                  (reads_registers || graph.shape_of(id).size() <= most);
        if (kind == operation_kind::contraction)
          written = decide_product(graph, made, id, written,
                                   in_numbers.items[graph.operand(id, 1)] != 0, limits);
        computes = true;
        break;
      case operation_kind::view:
        written = written || graph.shape_of(id).size() <= most;
        break;
      case operation_kind::opaque:
      case operation_kind::repetition:
        written = false;
        break;
      default:
        break;
    }

    bool const is_tensor = graph.nodes[id].shape_id != 0;
    in_registers.items[id] = is_tensor && (computes ? written : reads_registers);
    in_numbers.items[id] = is_in_numbers(graph, id, in_registers.items[id] != 0, in_numbers);
    if (kind == operation_kind::element_wise && !written && limits.short_factor > 0) {
      made.places[id].summand = find_summand(graph, made, id);
      written = made.places[id].summand >= 0;
    }
    made.places[id].written_out = written;
  }
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/free_memory.hpp>
#include <typegrad/transform/write_out.hpp>

namespace typegrad {

/// Who reads each node's memory, and how late.
struct reader {
  bool in_loop = false;  ///< read at run-time indices
  bool outside = false;  ///< read by another step than its own
  int last_step = 0;
};

template <class Graph, class Plan>
constexpr growing_array<reader> find_readers(Graph const& graph, plan_limits const& limits,
                                             Plan const& made) {
  growing_array<reader> found(graph.size());
  for (int id = 0; id < graph.size(); ++id) {
    int const own = made.places[id].step;
    if (own < 0) continue;
    bool const is_held = limits.short_factor > 0 && graph.nodes[id].op->holds_operands &&
                         graph.shape_of(id).rank == 1;
    bool const at_run_time_indices =
        made.steps[own].kind == step_kind::loop ||
        ((made.steps[own].kind == step_kind::copy || made.steps[own].kind == step_kind::whole) &&
         !made.places[id].written_out && !is_held);
    product_loop const turns = made.places[id].turns;
    for (int which = 0; which < graph.nodes[id].operand_count; ++which) {
      int const operand = graph.operand(id, which);
      int const base = made.places[operand].base;
      if (made.places[base].step == own && base == operand &&
          made.steps[own].kind == step_kind::loop)
        continue;
      reader& of_base = found.items[base];
      of_base.outside = true;
      bool const is_written_out =
          turns == (which == 0 ? product_loop::along_columns : product_loop::along_rows);
      if (at_run_time_indices && !is_written_out && graph.nodes[operand].shape_id != 0)
        of_base.in_loop = true;
      if (own > of_base.last_step) of_base.last_step = own;
    }
  }
  return found;
}

/// The values in the workspace that a loop is the last to read, element by element, and has read
/// for the last time: a member may be computed where one of them was, because every turn reads an
/// element before it writes one.
struct left_places {
  growing_array<int> last_reader;  ///< per node: the last member that reads it plus one, -1 where
                                   ///< other turns read its elements, too
  growing_array<int> left;

  constexpr explicit left_places(int nodes) : last_reader(nodes) {}

  /// Begins the loop `current`.
  template <class Graph, class Plan>
  constexpr void enter(Graph const& graph, Plan const& made, step const& current) {
    left.count = 0;
    int const space = graph.nodes[space_of_node(graph, current.node)].shape_id;
    for (int m = current.first_member; m < current.first_member + current.member_count; ++m)
      for (int const operand : graph.operands_of(made.members[m]))
        last_reader.items[made.places[operand].base] = 0;
    for (int m = current.first_member; m < current.first_member + current.member_count; ++m)
      for (int const operand : graph.operands_of(made.members[m])) {
        int& last = last_reader.items[made.places[operand].base];
        last = made.places[operand].base == operand && graph.nodes[operand].shape_id == space &&
                       last >= 0
                   ? m + 1
                   : -1;
      }
  }
  /// Adds what the member `m`, the step `s` being the loop, reads for the last time.
  template <class Graph, class Plan>
  constexpr void pass(Graph const& graph, Plan const& made, growing_array<reader> const& found,
                      int m, int s) {
    for (int const operand : graph.operands_of(made.members[m])) {
      placement const& place = made.places[operand];
      if (place.kind != place_kind::workspace || place.step == s ||
          found.items[operand].last_step != s || last_reader.items[operand] != m + 1)
        continue;
      last_reader.items[operand] = -1;  // once only: `x * x` reads it twice
      left.push_back(operand);
    }
  }
  /// A value whose place has room for exactly node `id`, or -1.
  template <class Graph>
  constexpr int take(Graph const& graph, int id) {
    node_record const& node = graph.nodes[id];
    for (int i = 0; i < left.count && node.op->kind == operation_kind::element_wise; ++i) {
      int const found = left.items[i];
      if (graph.nodes[found].type != node.type) continue;
      left.items[i] = left.items[--left.count];
      return found;
    }
    return -1;
  }
};

/// Whether a value is written out, but for a sum in the place of a product.
constexpr bool is_by_elements(placement const& place) {
  return place.written_out && place.summand < 0;
}

/// Whether the step `current` computes node `id` in registers.
template <class Graph>
constexpr bool is_in_registers(Graph const& graph, step const& current, int id, bool written_out,
                               bool read_in_loop) {
  if (current.kind == step_kind::loop)
    return graph.nodes[id].shape_id == 0 && graph.nodes[id].op->kind == operation_kind::reduction;
  if ((current.kind == step_kind::whole || current.kind == step_kind::copy) && !written_out)
    return false;
  return graph.nodes[id].shape_id == 0 || !read_in_loop;
}

/// Gives the factor along which the product `id` loops, row by row, the product's place, output
/// `k`: where nobody reads the factor later and rows of both are as long, each row is overwritten.
template <class Graph, class Plan>
constexpr void place_factor_in_output(Graph const& graph, growing_array<reader> const& found,
                                      int id, int k, Plan& made) {
  if (made.places[id].turns != product_loop::along_rows) return;
  int const left = graph.operand(id, 0);
  placement& place = made.places[left];
  if (place.step < 0 || place.base != left || place.kind != place_kind::nowhere ||
      place.written_out || made.places[graph.operand(id, 1)].base == left ||
      graph.nodes[left].type != graph.nodes[id].type ||
      graph.nodes[left].shape_id != graph.nodes[id].shape_id ||
      found.items[left].last_step != made.places[id].step ||
      made.steps[place.step].kind != step_kind::whole)
    return;
  for (int other = 0; other < graph.sizes.outputs; ++other)
    if (made.places[graph.outputs[other]].base == left) return;
  place.kind = place_kind::output;
  place.index = k;
}

/// Gives every output that its step can compute where the caller wants it this place; copies the
/// others at the end. What is small is better copied, because it may be in registers; a product of
/// vectors is not.
template <class Graph, class Plan>
constexpr void place_outputs(Graph const& graph, scalar_type const* output_types,
                             plan_limits const& limits, growing_array<reader>& found, Plan& made) {
  int const computing_steps = made.step_count;
  for (int k = 0; k < graph.sizes.outputs; ++k) {
    int const id = graph.outputs[k];
    placement& place = made.places[id];
    placement const& base = made.places[place.base];
    bool const is_vectors = limits.vector_products && base.step >= 0 && !base.written_out &&
                            graph.nodes[place.base].op->kind == operation_kind::contraction;
    bool const is_large =
        is_vectors || graph.shape_of(id).size() > (base.step >= 0 && is_by_elements(base)
                                                       ? limits.unrolled_result
                                                       : limits.copy_from_memory);
    if (is_large && place.step >= 0 && place.kind == place_kind::nowhere &&
        graph.nodes[id].type == output_types[k] &&
        !is_in_registers(graph, made.steps[place.step], id, place.written_out, true)) {
      place.kind = place_kind::output;
      place.index = k;
      place_factor_in_output(graph, found, id, k, made);
      continue;
    }
    reader& of_base = found.items[place.base];
    of_base.outside = true;
    of_base.last_step = computing_steps;
    if (is_large && graph.nodes[id].shape_id != 0) of_base.in_loop = true;
    made.steps[made.step_count++] = {step_kind::copy, id, 0, 0, k, !is_large};
  }
}

/// Gives every value its place: registers, the result itself, or the workspace, in which values
/// share memory when their lifetimes do not meet (first fit in order of birth), as numbers share
/// registers if they may. In a loop a value takes the place of one that is read for the last time.
///
/// cost      linear in nodes and operands, and for each value in the workspace in the gaps between
///           those that live
template <class Graph, class Plan>
constexpr void allocate(Graph const& graph, scalar_type const* output_types,
                        plan_limits const& limits, Plan& made) {
  growing_array<reader> found = find_readers(graph, limits, made);
  int const computing_steps = made.step_count;
  place_outputs(graph, output_types, limits, found, made);
  free_memory<> memory[scalar_type_count];
  free_registers registers[scalar_type_count];
  // The values that no step after a step reads, as a list of node numbers plus one: zeros cost a
  // compiler nothing.
  growing_array<int> dies_after(computing_steps + 1);
  growing_array<int> next_dead(graph.size());
  growing_array<unsigned char> given_on(graph.size());
  left_places places_left(graph.size());

  for (int s = 0; s < computing_steps; ++s) {
    for (int next = s > 0 ? dies_after.items[s - 1] : 0; next > 0;
         next = next_dead.items[next - 1]) {
      int const id = next - 1;
      placement const& dead = made.places[id];
      auto const type = static_cast<int>(graph.nodes[id].type);
      if (dead.kind == place_kind::registers) registers[type].numbers.push_back(dead.index);
      else if (given_on.items[id] == 0)
        memory[type].give_back(dead.offset, graph.shape_of(id).size());
    }

    step const& current = made.steps[s];
    bool const is_loop = current.kind == step_kind::loop;
    int const count = is_loop ? current.member_count : 1;
    if (is_loop) places_left.enter(graph, made, current);
    for (int m = 0; m < count; ++m) {
      int id = is_loop ? made.members[current.first_member + m] : current.node;
      if (is_loop) places_left.pass(graph, made, found, current.first_member + m, s);
      // in a join, or in a sum, which needs its place now
      if (is_loop || current.kind == step_kind::whole) id = made.places[id].base;

      placement& place = made.places[id];
      if (place.kind != place_kind::nowhere) continue;
      index_t const size = graph.shape_of(id).size();
      auto const type = static_cast<int>(graph.nodes[id].type);
      reader const& readers = found.items[id];
      bool const in_registers =
          is_in_registers(graph, current, id, is_by_elements(place), readers.in_loop);
      bool const reused = limits.reuse_registers && size == 1 && readers.outside;
      if (in_registers && !reused) {
        place.kind = place_kind::registers;
        place.index = made.registers[type];
        made.registers[type] += static_cast<int>(size);
        continue;
      }
      if (!readers.outside) continue;
      next_dead.items[id] = dies_after.items[readers.last_step];
      dies_after.items[readers.last_step] = id + 1;
      if (in_registers) {
        place.kind = place_kind::registers;
        place.index = registers[type].take(made.registers[type]);
        continue;
      }
      place.kind = place_kind::workspace;
      place.last_step = readers.last_step;
      if (int const left = is_loop ? places_left.take(graph, id) : -1; left >= 0) {
        given_on.items[left] = 1;
        place.over = left;
        place.offset = made.places[left].offset;
        continue;
      }
      place.offset = memory[type].take(size);
      index_t const end = place.offset + size;
      if (end > made.workspace[type]) made.workspace[type] = end;
    }
  }
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/backward.hpp>
#include <typegrad/dynamic/value/held_value.hpp>

namespace typegrad {

/// The graph of the last entry of a piece of a tape, entry i being node `ids[i]`, -1 where it is
/// not needed. What is given is an input whose number is that of its entry.
template <class Graph>
[[gnu::cold]] growing_array<int> rebuild_numbers(list_view<tape_entry> entries, Graph& graph) {
  growing_array<int> ids(entries.count, -1);
  growing_array<unsigned char> needed(entries.count);
  needed[entries.count - 1] = 1;
  for (int i = entries.count - 1; i >= 0; --i)
    if (needed[i] != 0)
      for (int k = 0; k < entries[i].operand_count(); ++k) needed[i - entries[i].back(k)] = 1;
  for (int i = 0; i < entries.count; ++i) {
    if (needed[i] == 0) continue;
    tape_entry const& entry = entries[i];
    if (entry.is_literal()) {
      ids[i] = graph.intern(literal_node, entry.given().type, graph.intern_shape(shape{}), {},
                            {&entry.operands, 1});
    } else if (entry.is_given()) {
      ids[i] = intern_input(graph, i, entry.given().type, shape{});
    } else {
      int operands[tape_entry::most_operands];
      for (int k = 0; k < entry.operand_count(); ++k) operands[k] = ids[i - entry.back(k)];
      ids[i] = entry.operation_of().record(graph, {operands, entry.operand_count()}, {});
    }
  }
  return ids;
}

/// The program of the gradients of the last entry with respect to the variables among the others.
template <class Graph>
[[gnu::cold]] planned_program plan_number_gradients(list_view<tape_entry> entries) {
  Graph graph;
  growing_array<int> const ids = rebuild_numbers(entries, graph);
  planned_program planned;
  growing_array<int> variables;
  for (int i = 0; i < entries.count; ++i) {
    if (ids[i] < 0 || !entries[i].is_variable()) continue;
    planned.wanted.push_back(i);
    variables.push_back(ids[i]);
  }
  if (variables.count == 0) return planned;
  int const output = ids[entries.count - 1];
  int const one = intern_literal(graph, graph.node(output).type, shape{}, 1.0);
  growing_array<int> adjoints =
      differentiate(graph, {&output, 1}, {&one, 1}, {variables.data(), variables.size()});
  for (int k = 0; k < adjoints.size(); ++k) {
    adjoints[k] = or_zero(graph, adjoints[k], variables[k]);
    if (graph.node(adjoints[k]).type != graph.node(variables[k]).type) return planned_program();
  }
  Graph reduced;  // all numbers that the tape knows are inputs of it
  growing_array<int> made(graph.size(), -1);
  for (int i = 0; i < ids.count; ++i) {
    if (ids[i] < 0 || made[ids[i]] >= 0) continue;
    node_record const& node = graph.node(ids[i]);
    if (node.op->kind != operation_kind::literal)
      made[ids[i]] = intern_input(reduced, i, node.type, shape{});
  }
  growing_array<int> const outputs =
      rebuild(graph, {adjoints.data(), adjoints.size()}, reduced, made);
  planned.program = run_time_program(reduced, {outputs.data(), outputs.size()}, entries.count);
  return planned;
}

/// Whether a gradient that is a number can be put onto that of a node, without computing anything
/// else.
inline bool takes_number(value_node const& node) {
  if (node.extents.rank != 0) return false;
  node_pointer const gradient = node.gradient();
  return !gradient || (gradient->extents.rank == 0 && gradient->value);
}

/// Puts a number of the type of `to` onto its gradient.
inline void add_to_gradient(value_node& to, std::byte const* added) {
  node_pointer& gradient = to.own_details().gradient;
  if (!gradient) {
    gradient = make_leaf(stored_number(to.type, added), true);
    return;
  }
  bool const is_own = gradient->owners == 1 && gradient->is_leaf() &&
                      gradient->value->owners == 1 && gradient->type == to.type;
  if (!is_own) return accumulate_gradient(to, stored_number(to.type, added));
  void* const sum = gradient->value->data();
  if (to.type == scalar_type::float64)
    *static_cast<double*>(sum) += *reinterpret_cast<double const*>(added);
  else *static_cast<float*>(sum) += *reinterpret_cast<float const*>(added);
  gradient->visit = 0;  // a tape may know its former value
}

/// What the gradients of a number are planned from: all entries of its epoch up to it where most of
/// them are needed, so that a program that is known already is found by comparing memory; else
/// those that are needed, brought together.
class number_request {
 public:
  number_request(number_recorder& recorder, int number)
      : recorder_(recorder), number_(number), first_(recorder.beginning_of(number)) {
    entries_ = {recorder.entries() + first_, number + 1 - first_};
  }

  template <class Graph>
  planned_program const& find() {
    plan_cache& plans = this_threads_plans();
    if (planned_program const* const last = plans.find_last(words())) return *last;
    bool const is_at_top = recorder_.is_at_top(
        number_);  // else it may be one of many, of which each would be another piece
    if (is_at_top)
      if (planned_program const* const known = plans.find_known(words())) return *known;
    growing_array<int> needed = numbers_behind(*recorder_.tape(), number_, wanted_numbers::all);
    if (is_at_top && 2 * needed.count >= entries_.count)
      return plans.add(words(), plan_number_gradients<Graph>(entries_));
    bring_together(std::move(needed));
    return plans.find(words(), [&] { return plan_number_gradients<Graph>(entries_); });
  }

  /// The number of entry i on the tape.
  int number_of(int i) const { return numbers_.count > 0 ? numbers_.items[i] : first_ + i; }

  /// Memory for a program that begins with the numbers: where they are, if nothing stands behind
  /// them.
  std::byte* cells(index_t bytes) const {
    word* const known = recorder_.cells() + first_;
    if (numbers_.count == 0 && recorder_.is_at_top(number_) &&
        bytes <= recorder_.room_for_programs(first_))
      return reinterpret_cast<std::byte*>(known);
    std::byte* const copied = this_threads_plans().memory.of(bytes);
    for (int i = 0; i < entries_.count; ++i)
      std::memcpy(copied + i * bytes_of_cell, recorder_.cells() + number_of(i), sizeof(word));
    return copied;
  }

 private:
  list_view<word> words() const { return {&entries_.data->op, 2 * entries_.count}; }

  void bring_together(growing_array<int> needed) {
    numbers_ = std::move(needed);
    for (int i = 0; i < numbers_.count; ++i) {
      tape_entry entry = recorder_.entries()[numbers_[i]];
      word operands = entry.is_given() ? entry.operands : 0;
      for (int k = 0; k < entry.operand_count(); ++k) {
        int const* const operand =
            std::lower_bound(numbers_.begin(), numbers_.end(), numbers_[i] - entry.back(k));
        operands |= static_cast<word>(i - (operand - numbers_.begin())) << (16 * k);
      }
      entry.operands = operands;
      together_.push_back(entry);
    }
    entries_ = {together_.items, together_.count};
  }

  number_recorder& recorder_;
  int number_;
  int first_;
  list_view<tape_entry> entries_;
  growing_array<int> numbers_;  ///< of entries that were brought together
  growing_array<tape_entry> together_;
};

/// Adds the gradients of a number on this thread's tape to those of the leaves it was made of.
/// False where it takes nodes.
template <class Graph = dynamic_graph>
bool backward_on_tape(held_value const& y) {
  number_recorder& recorder = this_threads_recorder();
  int const number = y.number();
  if (!recorder.is_own(y.tape()) || (recorder.state(number) & has_node) != 0) return false;
  number_request request(recorder, number);
  planned_program const& planned = request.template find<Graph>();
  if (planned.wanted.count == 0 || !planned.program.runs_in_cells()) return false;
  auto const leaf = [&](int k) -> value_node& {
    return *static_cast<value_node*>(recorder.attached(request.number_of(planned.wanted.items[k])));
  };
  for (int k = 0; k < planned.wanted.count; ++k)
    if (!takes_number(leaf(k))) return false;
  std::byte* const cells = request.cells(planned.program.workspace_bytes());
  planned.program.run_in_cells(cells);
  for (int k = 0; k < planned.wanted.count; ++k)
    add_to_gradient(leaf(k), planned.program.output_in(cells, k));
  set_state(recorder.state(number), recorder.state(number) | was_read);
  recorder.end_epoch();
  return true;
}

}  // namespace typegrad

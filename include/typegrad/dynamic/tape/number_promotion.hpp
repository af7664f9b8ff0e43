// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/number_recorder.hpp>
#include <typegrad/dynamic/tape/numbers_behind.hpp>

namespace typegrad {

/// Entries of a tape as nodes: an entry becomes one node, once, and so does all that it was made
/// of.
class number_promotion {
 public:
  explicit number_promotion(number_tape& tape) : tape_(tape) {}

  node_pointer promote(int number) {
    growing_array<node_pointer> made;  // operands first
    for (int const each : numbers_behind(tape_, number, wanted_numbers::without_node))
      made.push_back(make(each));
    return node_pointer(tape_.at(number).node());
  }

 private:
  node_pointer make(int number) {
    tape_place const place = tape_.at(number);
    if ((place.state & has_small_leaf) != 0)
      return static_cast<small_leaf*>(place.attached)->as_node();
    value_node* const known = place.node();
    if (known == nullptr) {
      node_pointer made =
          place.entry.is_given() ? make_given(place) : make_operation(number, place.entry);
      made->recorded = true;
      attach(place, *made);
      return made;
    }
    if (known->owners == 0) known->lives.add(1);  // only tapes referred to it
    if (!place.entry.is_given()) bring_operands_back(number, place.entry, known->as_it_was_made());
    return node_pointer(known);
  }

  /// What `forget_shared` has taken from it.
  void bring_operands_back(int number, tape_entry const& entry, value_node& node) {
    if (node.operands()[0].node) return;
    for (int k = 0; k < node.operand_count; ++k)
      node.operands()[k] = operand_of(tape_.at(number - entry.back(k)));
  }

  static void attach(tape_place const& place, value_node& node) {
    int const state = place.state;
    if ((state & has_tensor) != 0)
      node.value = stored_pointer(static_cast<stored_value*>(place.attached));
    else if ((state & was_read) != 0 && !node.value)
      node.value = stored_number(node.type, &place.cell);
    if (state >= one_holder) add_holder(node);
    node.lives.add(1);
    place.attached = &node;
    set_state(place.state, (state & ~has_tensor) | has_node);
  }

  static node_pointer make_given(tape_place const& place) {
    given_number const& given = place.entry.given();
    if (place.entry.is_literal()) {
      word const bits = place.entry.literal();
      return make_node(literal_node, given.type, shape{}, {&bits, 1}, nullptr, 0);
    }
    return make_leaf(stored_number(given.type, &place.cell), given.constant);
  }

  node_pointer make_operation(int number, tape_entry const& entry) {
    operand_record operands[tape_entry::most_operands];
    int const count = entry.operand_count();
    for (int k = 0; k < count; ++k) operands[k] = operand_of(tape_.at(number - entry.back(k)));
    auto const& op = static_cast<dynamic_operation const&>(entry.operation_of());
    scalar_type const type = op.gives_mask ? scalar_type::boolean : operands[count - 1].node->type;
    return make_node(op, type, shape{}, {}, operands, count);
  }
  /// A leaf as it was when the operation was recorded.
  static operand_record operand_of(tape_place const& place) {
    node_pointer node(place.node());
    if (!place.entry.is_given() || place.entry.is_literal()) return {std::move(node), {}};
    stored_pointer value = node->value;
    bool const is_same =
        node->is_leaf() && value && value->type == node->type && value->extents().rank == 0 &&
        std::memcmp(std::as_const(*value).data(), &place.cell, size_of(node->type)) == 0;
    if (!is_same) value = stored_number(node->type, &place.cell);
    return {std::move(node), std::move(value)};
  }

  number_tape& tape_;
};

/// The node of an entry. What this thread records after one is made refers to it.
inline node_pointer node_of_number(number_tape& tape, int number) {
  number_recorder& recorder = this_threads_recorder();
  if (!recorder.is_own(&tape)) {
    tape_lock const guard;
    return number_promotion(tape).promote(number);
  }
  if (value_node* const known = tape.at(number).whole_node()) return node_pointer(known);
  node_pointer node = number_promotion(tape).promote(number);
  if (recorder.is_open(&tape, number)) recorder.end_epoch();
  return node;
}

}  // namespace typegrad

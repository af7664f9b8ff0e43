// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/held_value.hpp>

namespace typegrad {

/// Brings nodes onto this thread's tape: leaves that are numbers, and small graphs of such, made
/// before.
class number_bringer {
 public:
  explicit number_bringer(number_recorder& recorder) : recorder_(recorder) {}

  /// Whether it is worth trying.
  static bool may_bring(value_node const& node) {
    if (node.extents->rank != 0) return false;
    if (node.is_leaf()) return node.value && is_real(node.type);
    return node.op->kind == operation_kind::literal
               ? is_real(node.type)
               : node.numbers_behind > 0 && node.recorded && !node.was_made;
  }

  /// The entry that stands for a leaf that is no node, -1 where there is no room.
  int bring(small_leaf& leaf) {
    if (leaf.visit == recorder_.epoch()) return leaf.index;
    if (!recorder_.make_room()) return -1;
    leaf.visit = recorder_.epoch();
    leaf.index = recorder_.push_leaf(tape_entry(given(leaf.type, leaf.constant)), leaf);
    return leaf.index;
  }
  /// The entry that stands for a node, -1 where it cannot.
  int bring(value_node& node) {
    if (node.visit == recorder_.epoch()) return node.index;
    if (!may_bring(node) || !recorder_.make_room()) return -1;
    if (node.is_leaf())
      return mark(node, give(node, from_memory(node.type, std::as_const(*node.value).data())));
    if (node.op->kind == operation_kind::literal) return mark(node, give_literal(node));
    int numbers[3];
    if (node.operand_count > 3) return -1;
    for (int i = 0; i < node.operand_count; ++i) {
      numbers[i] = bring_operand(node.operands()[i]);
      if (numbers[i] < 0) return -1;
    }
    return recorder_.make_room() ? bring_operation(node, numbers) : -1;
  }

 private:
  /// A leaf is what it was when the operation was recorded, and so is what has got other data
  /// since.
  int bring_operand(operand_record const& operand) {
    value_node& node = *operand.node;
    if (!operand.value) return node.is_leaf() ? -1 : bring(node);
    if (operand.value.get() == node.value.get()) return bring(node);
    bool const is_number = node.is_leaf() && is_real(node.type) &&
                           operand.value->extents().rank == 0 && recorder_.make_room();
    return is_number ? give(node, from_memory(node.type, std::as_const(*operand.value).data()))
                     : -1;
  }

  int bring_operation(value_node& node, int const* numbers) {
    auto const& op = static_cast<dynamic_operation const&>(*node.op);
    scalar_type types[tape_entry::most_operands];
    tape_entry entry(op);
    word cells[tape_entry::most_operands]{};  // the operands, behind them the result
    number_step steps[] = {{nullptr, 3 * bytes_of_cell, {0, bytes_of_cell, 2 * bytes_of_cell}},
                           {end_of_row}};
    for (int i = 0; i < node.operand_count; ++i) {
      types[i] = node.operands()[i].node->type;
      entry.set_back(static_cast<std::size_t>(i), recorder_.distance(numbers[i]));
      cells[i] = recorder_.cells()[numbers[i]];
    }
    scalar_type const type = op.compute_type({types, node.operand_count}, node.type);
    for (int i = 0; i < node.operand_count; ++i)
      if (types[i] != (op.takes_mask && i == 0 ? scalar_type::boolean : type)) return -1;
    number_kernel const kernel = op.number[static_cast<int>(type)];
    if (kernel == nullptr || node.type != (op.gives_mask ? scalar_type::boolean : type)) return -1;
    kernel(reinterpret_cast<std::byte*>(cells), steps);
    return mark(node, recorder_.push_node(entry, cells[3], node));
  }

  static word from_memory(scalar_type type, void const* bytes) {
    word cell = 0;
    std::memcpy(&cell, bytes, size_of(type));
    return cell;
  }
  static given_number const& given(scalar_type type, bool is_constant) {
    bool const is_double = type == scalar_type::float64;
    given_number const& variable = is_double ? given_variable<double> : given_variable<float>;
    given_number const& constant = is_double ? given_constant<double> : given_constant<float>;
    return is_constant ? constant : variable;
  }
  int give(value_node& node, word cell) {
    return recorder_.push_node(tape_entry(given(node.type, node.constant)), cell, node);
  }
  int give_literal(value_node& node) {
    word const bits = node.attributes()[0];
    double const value = decode_literal(node.type, bits);
    if (node.type == scalar_type::float64)
      return recorder_.push_node(tape_entry(given_literal<double>, bits), cell_of(value), node);
    return recorder_.push_node(tape_entry(given_literal<float>, bits),
                               cell_of(static_cast<float>(value)), node);
  }
  int mark(value_node& node, int number) {
    node.visit = recorder_.epoch();
    node.index = number;
    return number;
  }

  static constexpr int bytes_of_cell = sizeof(word);

  number_recorder& recorder_;
};

/// Brings the operands of an operation onto the tape; null stands for what is no variable. False
/// where one is something else: then the operation is recorded as a node.
[[gnu::noinline]] inline bool bring_operands(number_recorder& recorder,
                                             held_value const* const* operands, int count,
                                             int* numbers) {
  value_node* nodes[tape_entry::most_operands]{};
  small_leaf* leaves[tape_entry::most_operands]{};
  bool const is_full = !recorder.make_room() && !recorder.is_paused();
  for (int i = 0; i < count; ++i) {
    if (operands[i] == nullptr) continue;
    held_value const& x = *operands[i];
    leaves[i] = x.leaf();
    if (leaves[i] != nullptr) continue;
    if (x.is_number() && !is_full) numbers[i] = x.number_in(recorder);
    if (x.is_number() && !is_full && numbers[i] >= 0) continue;
    nodes[i] = x.node();
    if (nodes[i] == nullptr || !number_bringer::may_bring(*nodes[i])) return false;
  }
  if (!recorder.has_room() && !recorder.begin_recording()) return false;
  for (int i = 0; i < count; ++i) {
    if (leaves[i] != nullptr) numbers[i] = number_bringer(recorder).bring(*leaves[i]);
    else if (nodes[i] == nullptr && operands[i] != nullptr &&
             operands[i]->number_in(recorder) != numbers[i])
      return false;
    if (nodes[i] != nullptr) numbers[i] = number_bringer(recorder).bring(*nodes[i]);
    if (operands[i] != nullptr && numbers[i] < 0) return false;
  }
  return true;
}

}  // namespace typegrad

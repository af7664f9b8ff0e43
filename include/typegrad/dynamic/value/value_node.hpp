// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/operation/dynamic_operation_object.hpp>
#include <typegrad/dynamic/value/shared_shape.hpp>
#include <typegrad/dynamic/value/stored_value.hpp>
#include <typegrad/meta/owned.hpp>
#include <typegrad/meta/reused_memory.hpp>
#include <typegrad/meta/shared_count.hpp>

#include <atomic>
#include <string>

namespace typegrad {

struct value_node;
void release(value_node* node);
using node_pointer = counted_pointer<value_node>;
using stored_pointer = counted_pointer<stored_value>;

/// An operand as it was when the operation was recorded: a leaf may get other data later.
struct operand_record {
  node_pointer node;
  stored_pointer value;  ///< of a leaf
};

/// What few values have.
struct node_details {
  std::string name;
  node_pointer gradient;
  node_pointer former;  ///< the operation's result that the node was before it got other data

  static void* operator new(std::size_t);
  static void operator delete(void*);
};

/// A value that is recorded at run time: a leaf, or an operation on others whose result is computed
/// when it is asked for. Shape and scalar type are known from the start, so mistakes are found by
/// the call that makes them.
struct value_node : counted {
  // What is read when values are listed and given up comes first and stands together.
  scalar_type type = scalar_type::float64;
  bool constant = false;  ///< a leaf without gradient, or an operation on such only
  bool recorded = true;   ///< false: made without history, as within `no_grad`
  bool was_made = false;  ///< a leaf that was an operation when others may have taken it as operand
  operation const* op = nullptr;  ///< null for a leaf
  std::uint64_t visit = 0;
  int index = 0;  ///< its place in the list that is being made, or on a tape, where `visit` says so
  int operand_count = 0;
  operand_record few_operands[2];
  stored_pointer value;   ///< null until it is computed
  shared_count lives{1};  ///< all owners together are one; each tape that refers to it is another
  int holders = 0;        ///< variables; the other owners are operands, gradients and lists
  short numbers_behind = 0;  ///< of an operation on numbers that are made of numbers only: how many
                             ///< at most, with itself; else 0
  bool converted = false;    ///< a number that became a variable: its gradient is refused
  int attribute_count = 0;
  owned<operand_record[]> more_operands;
  owned<word[]> more_attributes;
  owned<node_details> details;
  value_node* next_released = nullptr;
  shared_shape extents;
  word few_attributes[2]{};

  operand_record* operands() { return operand_count > 2 ? more_operands.get() : few_operands; }
  operand_record const* operands() const {
    return operand_count > 2 ? more_operands.get() : few_operands;
  }
  list_view<word> attributes() const {
    return {attribute_count > 2 ? more_attributes.get() : few_attributes, attribute_count};
  }
  bool is_leaf() const { return op == nullptr; }
  /// Whether derivatives pass through it.
  bool has_history() const { return op != nullptr && recorded && !constant; }
  node_details& own_details() {
    if (!details) details.reset(new node_details);
    return *details;
  }
  /// The operation's result that others took as operand; the node may have got other data since.
  value_node& as_it_was_made() {
    return was_made && details && details->former ? *details->former : *this;
  }
  node_pointer gradient() const { return details ? details->gradient : node_pointer(); }

  static void* operator new(std::size_t);
  static void operator delete(void*);
};

inline void* node_details::operator new(std::size_t) {
  return reused_memory<sizeof(node_details)>::take();
}
inline void node_details::operator delete(void* memory) {
  reused_memory<sizeof(node_details)>::give(memory);
}
inline void* value_node::operator new(std::size_t) {
  return reused_memory<sizeof(value_node)>::take();
}
inline void value_node::operator delete(void* memory) {
  reused_memory<sizeof(value_node)>::give(memory);
}

/// A number for what visits nodes, which no other thread gives: values may have been made, and
/// visited, by one that has ended.
inline std::uint64_t new_visit() {
  static std::atomic<std::uint64_t> threads = 0;
  static thread_local std::uint64_t visit = ++threads << 40;
  return ++visit;
}

/// Drops what others may own too, before tapes are left as the only ones that refer to a node: a
/// tape gives it up while another thread may use the others. Name and numbers stay for who comes
/// from the tape, which knows the operands.
inline void forget_shared(value_node& node) {
  auto const is_shared = [](stored_pointer const& value) { return value && value->owners > 1; };
  if (!node.is_leaf()) node.value = stored_pointer();
  else if (is_shared(node.value)) node.value = copy_of(*node.value);
  for (int i = 0; i < node.operand_count; ++i) node.operands()[i] = operand_record{};
  if (!node.details) return;
  if (node_pointer const& former = node.details->former; former && former->owners == 1)
    forget_shared(*former);
  node_pointer& gradient = node.details->gradient;
  if (!gradient) return;
  if (gradient->owners == 1 && gradient->lives.now() == 1 && gradient->is_leaf() &&
      !is_shared(gradient->value))
    return;
  node_pointer copy;
  if (gradient->is_leaf() && gradient->value) {
    copy = node_pointer(new value_node);
    copy->type = gradient->type;
    copy->extents = gradient->extents;
    copy->constant = true;
    copy->value = copy_of(*gradient->value);
  }
  gradient = std::move(copy);
}

/// Gives up a node and all that only it held, one after the other: a chain of a million nodes needs
/// no stack.
inline void release(value_node* node) {
  static thread_local value_node* waiting = nullptr;
  static thread_local bool releasing = false;
  node->next_released = waiting;
  waiting = node;
  if (releasing) return;
  releasing = true;
  while (waiting != nullptr) {
    value_node* const next = waiting;
    waiting = next->next_released;
    // What it owned comes back here and waits.
    if (next->lives.now() > 1) {
      forget_shared(*next);
      if (next->lives.add(-1) > 0) continue;
    }
    delete next;
  }
  releasing = false;
}

/// A tape refers to a node no longer.
inline void unpin(value_node* node) {
  if (node->lives.add(-1) == 0) delete node;
}

/// A variable, or all that are one entry of a tape, holds the node.
inline void add_holder(value_node& node) {
  ++node.holders;
  ++node.owners;
}
/// A gradient that can be differentiated leads back to the variable that has it: when nobody holds
/// the variable any more its gradient goes, or the two would keep each other for ever.
inline void drop_holder(value_node& node) {
  if (--node.holders == 0 && node.details) {
    node_pointer& gradient = node.details->gradient;
    if (gradient && (!gradient->is_leaf() || gradient->details)) gradient = node_pointer();
  }
  if (--node.owners == 0) release(&node);
}

}  // namespace typegrad

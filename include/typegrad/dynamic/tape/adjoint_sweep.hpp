// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/tape/adjoint_rule.hpp>
#include <typegrad/dynamic/tape/held_value.hpp>
#include <typegrad/dynamic/value/backward.hpp>

namespace typegrad {

/// Whether a gradient that is a number can be put onto that of a node, without computing anything
/// else.
inline bool takes_number(value_node const& node) {
  if (node.extents->rank != 0) return false;
  node_pointer const gradient = node.gradient();
  return !gradient || (gradient->extents->rank == 0 && gradient->value);
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

/// Reverse mode along this thread's tape, entry by entry: from a number to all that it was made of.
///
/// cost      a time and 9 bytes for each entry that it was made of, whatever their number and
///           order; nothing is planned but one rule for each kind of operation
template <class Number>
class adjoint_sweep {
 public:
  adjoint_sweep(number_recorder& recorder, int number)
      : entries_(recorder.entries()),
        cells_(recorder.cells()),
        memory_(recorder.memory_for_sweeps()),
        next_(number) {
    reach(number);
    add_adjoint(number, Number(1));
  }
  adjoint_sweep(adjoint_sweep const&) = delete;
  adjoint_sweep& operator=(adjoint_sweep const&) = delete;
  ~adjoint_sweep() {
    for (int const leaf : leaves_) memory_.marks.items[leaf] = 0;
    for (; waiting_ > 0; --next_) waiting_ -= take_mark(next_) != 0 ? 1 : 0;
  }

  /// False where an operation has no rule on numbers.
  bool run() {
    for (; waiting_ > 0; --next_) {
      __builtin_prefetch(entries_ + (next_ > entries_ahead ? next_ - entries_ahead : 0));
      unsigned char const mark = memory_.marks.items[next_];
      if (mark == 0) continue;
      tape_entry const& entry = entries_[next_];
      auto const& op = static_cast<dynamic_operation const&>(entry.operation_of());
      if (op.kind == operation_kind::input) continue;
      memory_.marks.items[next_] = 0;
      --waiting_;
      bool const moves = mark == has_adjoint;
      if (moves && op.arithmetic != arithmetic_rule::other) hand_on_plainly(next_, entry, op);
      else if (!hand_on(next_, entry, op, moves)) return false;
    }
    return true;
  }

  /// The variables that it was made of.
  growing_array<int> const& leaves() const { return leaves_; }
  /// Zero where a variable has no influence.
  word adjoint(int leaf) const {
    return memory_.marks.items[leaf] == has_adjoint ? memory_.adjoints.items[leaf] : word{0};
  }

 private:
  static constexpr unsigned char is_reached = 1;
  static constexpr unsigned char has_adjoint = 2;

  unsigned char take_mark(int number) {
    return std::exchange(memory_.marks.items[number], static_cast<unsigned char>(0));
  }

  /// An entry that something is made of, with what a rule may know of it.
  operand_role reach(int number) {
    if (memory_.marks.items[number] != 0) return operand_role::moves;
    tape_entry const& entry = entries_[number];
    if (!entry.is_given()) ++waiting_;
    else if (entry.is_variable()) leaves_.push_back(number);
    else return entry.is_literal() ? operand_role::literal : operand_role::constant;
    memory_.marks.items[number] = is_reached;
    return operand_role::moves;
  }
  void add_adjoint(int number, Number adjoint) {
    word& sum = memory_.adjoints.items[number];
    if (memory_.marks.items[number] == has_adjoint) {
      sum = cell_of(from_cell<Number>(sum) + adjoint);
      return;
    }
    sum = cell_of(adjoint);
    memory_.marks.items[number] = has_adjoint;
  }

  /// From a sum or a product to its operands, without a rule.
  void hand_on_plainly(int number, tape_entry const& entry, dynamic_operation const& op) {
    Number const upstream = from_cell<Number>(memory_.adjoints.items[number]);
    for (int k = 0; k < 2; ++k) {
      int const operand = number - entry.back(k);
      if (reach(operand) != operand_role::moves) continue;
      Number const other = from_cell<Number>(cells_[number - entry.back(1 - k)]);
      add_adjoint(operand, op.arithmetic == arithmetic_rule::sum ? upstream : upstream * other);
    }
  }

  /// From an operation to its operands.
  bool hand_on(int number, tape_entry const& entry, dynamic_operation const& op, bool moves) {
    int operands[tape_entry::most_operands];
    word literals[tape_entry::most_operands]{};
    word roles = rule_key::type_bits(scalar_type_of<Number>);
    int count = 0;
    for (; count < tape_entry::most_operands && entry.distances[count] != 0; ++count) {
      int const operand = operands[count] = number - entry.back(count);
      operand_role role = reach(operand);
      if (role == operand_role::literal) literals[count] = entries_[operand].literal();
      else if (op.takes_mask && count == 0) role = operand_role::constant;
      roles |= rule_key::role_bits(count, role);
    }
    if (!moves || op.gives_mask) return true;
    rule_key const key{entry.op, roles, literals};
    adjoint_rule*& recent = recent_[key.hash() % recent_rules];
    if (recent == nullptr || !(recent->key == key)) recent = &this_threads_rules().find(key);
    adjoint_rule& rule = *recent;
    if (!rule.is_known()) return false;
    word* const cells = rule.cells();
    for (int k = 0; k < count; ++k) cells[k] = cells_[operands[k]];
    cells[count] = cells_[number];
    cells[count + 1] = memory_.adjoints.items[number];
    rule.run();
    for (adjoint_rule::output const& output : rule.outputs())
      if (rule.is_selected(output))
        add_adjoint(operands[output.operand], rule.adjoint<Number>(output));
    return true;
  }

  /// So far ahead memory is asked for: an entry says only when it is read where its operands are.
  static constexpr int entries_ahead = 64;
  /// The rules of one sweep are few: most are found where one like it was.
  static constexpr int recent_rules = 32;

  tape_entry const* entries_;
  word const* cells_;
  tape_memory& memory_;
  int next_;         ///< the entry that comes next
  int waiting_ = 0;  ///< operations that are reached and not done
  growing_array<int> leaves_;
  adjoint_rule* recent_[recent_rules]{};
};

/// Adds the gradients of a number on this thread's tape to those of the leaves it was made of.
/// False where it takes nodes.
template <class Number>
bool backward_on_tape(held_value const& y) {
  number_recorder& recorder = this_threads_recorder();
  int const number = y.number();
  if (number < 0 || !recorder.is_own(y.tape()) || (recorder.state(number) & has_node) != 0)
    return false;
  adjoint_sweep<Number> sweep(recorder, number);
  if (!sweep.run() || sweep.leaves().count == 0) return false;
  // The leaf that is no node, or the node.
  auto const leaf_of = [&](int entry) -> small_leaf* {
    if ((recorder.state(entry) & has_small_leaf) == 0) return nullptr;
    auto* const leaf = static_cast<small_leaf*>(recorder.attached(entry));
    bool const takes =
        leaf->node() == nullptr && (!leaf->gradient || leaf->gradient->node() == nullptr);
    return takes ? leaf : nullptr;
  };
  auto const node_of = [&](int entry) -> value_node& {
    void* const attached = recorder.attached(entry);
    if ((recorder.state(entry) & has_small_leaf) == 0) return *static_cast<value_node*>(attached);
    auto* const leaf = static_cast<small_leaf*>(attached);
    static_cast<void>(leaf->as_node());
    return *leaf->node();
  };
  for (int const each : sweep.leaves())
    if (leaf_of(each) == nullptr && !takes_number(node_of(each))) return false;
  for (int const each : sweep.leaves()) {
    word const adjoint = sweep.adjoint(each);
    if (small_leaf* const leaf = leaf_of(each)) add_to_gradient<Number>(*leaf, adjoint);
    else add_to_gradient(node_of(each), reinterpret_cast<std::byte const*>(&adjoint));
  }
  set_state(recorder.state(number), recorder.state(number) | was_read);
  recorder.end_epoch();
  return true;
}

}  // namespace typegrad

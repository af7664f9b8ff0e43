// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/rebuild_values.hpp>

namespace typegrad {

/// Another value equal to its first operand: a gradient may be equal to `x`, but it is not the
/// variable x.
inline constexpr operation equal_value{
    .name = "equal_value",
    .identity = hash_of("equal_value"),
    .kind = operation_kind::alias,
    .linear = true,
    .record = [](graph_builder&, list_view<int> operands, list_view<word>) { return operands[0]; }};

/// Nodes of a graph as values that can be used, and differentiated, further: those of the list are
/// themselves, the others are recorded anew.
class value_lifter {
 public:
  value_lifter(value_list const& list, list_view<int> ids, dynamic_graph const& graph)
      : graph_(graph), known_(graph.size()), taken_(graph.size()) {
    for (int i = 0; i < ids.count; ++i) {
      operand_record& known = known_[ids[i]];
      if (known.node) continue;
      listed_value const& entry = list.entries[i];
      known.node = node_pointer(entry.node);
      taken_[ids[i]] = 1;
      if (entry.node->is_leaf()) known.value = stored_pointer(entry.input);
    }
  }

  /// Node `wanted` as a value that is no other one, the gradient of `of`. It names `of` as an
  /// operand without influence where it may not depend on it, so that its derivative is a zero then
  /// and not nothing: without history, or with that of others.
  node_pointer lift_own(int wanted, value_node& of, bool has_others) {
    node_pointer made = lift(wanted);
    bool const is_taken = std::exchange(taken_[wanted], static_cast<unsigned char>(1)) != 0;
    bool const names_variable = has_others || !made->has_history();
    if (!is_taken && !names_variable) return made;
    operand_record operands[] = {known_[wanted], as_operand(node_pointer(&of))};
    node_pointer own = make_node(equal_value, made->type, graph_.shape_of(wanted), {}, operands,
                                 names_variable ? 2 : 1);
    own->recorded = true;
    return own;
  }

  node_pointer lift(int wanted) {
    growing_array<int> waiting;
    waiting.push_back(wanted);
    while (waiting.count > 0) {
      int const id = waiting.back();
      if (known_[id].node) {
        --waiting.count;
        continue;
      }
      bool ready = true;
      for (int const operand : graph_.operands_of(id)) {
        if (known_[operand].node) continue;
        waiting.push_back(operand);
        ready = false;
      }
      if (!ready) continue;
      --waiting.count;
      make(id);
    }
    return known_[wanted].node;
  }

 private:
  void make(int id) {
    operation const& op = graph_.operation_of(id);
    if (op.record == nullptr && op.kind == operation_kind::alias) {  // a name that a transform gave
      known_[id] = known_[graph_.operand(id, 0)];
      return;
    }
    growing_array<operand_record> operands;
    for (int const operand : graph_.operands_of(id)) operands.push_back(known_[operand]);
    known_[id].node = make_node(op, graph_.node(id).type, graph_.shape_of(id),
                                graph_.attributes_of(id), operands.data(), operands.size());
    known_[id].node->recorded = true;
  }

  dynamic_graph const& graph_;
  growing_array<operand_record> known_;
  growing_array<unsigned char> taken_;
};

}  // namespace typegrad

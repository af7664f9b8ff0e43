// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/value/value_pieces.hpp>

#include <stdexcept>

namespace typegrad {

/// Drops what a value was made of, where no derivative will ask for it.
inline void forget_operands(value_node& node) {
  node.was_made = true;
  for (int i = 0; i < node.operand_count; ++i) node.operands()[i] = operand_record{};
  node.more_operands.reset();
  node.operand_count = 0;
  node.op = nullptr;
}

/// Without values there is nothing to compute with.
inline void expect_values(value_list const& list) {
  for (value_node const* const node : list.missing)
    if (node->is_leaf())
      throw std::logic_error(
          "an argument of a function that is being compiled has no value yet: item() and data() "
          "cannot read it; `if` asks a mask, such as x > 0");
}

/// Where a request needs more values than this, those that variables hold are kept as well: a loop
/// that reads something in each turn would else compute all former turns again.
inline constexpr int most_forgotten_values = 64;

/// The values at these places of a list.
template <class Graph>
growing_array<stored_pointer> compute_listed(value_list const& list,
                                             growing_array<int> const& places) {
  if (is_cut(list)) {
    value_pieces<Graph> pieces(list);
    for (int const place : places) pieces.share(place).wanted = true;
    for (int which = 0; which < pieces.count(); ++which) {
      pieces.run_forward(which);
      pieces.forget_values(which);
    }
    growing_array<stored_pointer> results;
    for (int const place : places) results.push_back(pieces.share(place).value);
    return results;
  }
  run_time_program const& program = this_threads_plans().find(list.words(), [&] {
    Graph graph;
    growing_array<int> const ids = rebuild_values(list, graph);
    growing_array<int> outputs;
    for (int const place : places) outputs.push_back(ids[place]);
    return run_time_program(graph, {outputs.data(), outputs.size()}, in_callers_memory, &graph);
  });
  return run_into_new(program, given_elements(list));
}

/// Computes the values of these nodes, where they are not known yet, all in one program; those of a
/// long graph piece by piece.
///
/// A template, like all by which the engine is entered, because templates can be compiled once for
/// a program: see `typegrad/separate.hpp`.
template <class Graph = dynamic_graph>
void evaluate_values(list_view<value_node*> wanted) {
  value_list list(request_kind::values, list_use::in_pieces);
  growing_array<value_node*> unknown;
  growing_array<int> places;
  for (value_node* const node : wanted) {
    if (node->value || node->is_leaf()) continue;
    int const place = list.add(*node);
    unknown.push_back(node);
    places.push_back(place);
    list.note(place);
  }
  if (unknown.count == 0) return;
  expect_values(list);
  if (list.entries.count > most_forgotten_values) {
    growing_array<unsigned char> is_wanted(list.entries.count);
    for (int const place : places) is_wanted[place] = 1;
    for (int i = 0; i < list.entries.count; ++i) {
      value_node& node = *list.entries[i].node;
      if (is_wanted[i] != 0 || list.is_given(i) || node.holders == 0) continue;
      unknown.push_back(&node);
      places.push_back(i);
      list.note(i);
    }
  }
  growing_array<stored_pointer> const results = compute_listed<Graph>(list, places);
  for (int k = 0; k < unknown.count; ++k) {
    unknown[k]->value = results[k];
    if (!unknown[k]->recorded) forget_operands(*unknown[k]);
  }
}
/// Copies a part, or another order, of elements that are known. False for anything else.
inline bool copy_view(value_node& node) {
  if (node.op->kind != operation_kind::view || node.operand_count != 1) return false;
  operand_record const& operand = node.operands()[0];
  stored_value const* const from =
      operand.value ? operand.value.get() : operand.node->as_it_was_made().value.get();
  if (from == nullptr || from->type != node.type) return false;
  shape const& extents = from->extents();
  strided_view const view =
      node.op->place(contiguous_view(extents), extents, node.extents, node.attributes());
  if (!view.exists) return false;
  stored_pointer made = make_stored(node.type, node.extents);
  gather(static_cast<std::byte*>(made->data()), static_cast<std::byte const*>(from->data()),
         merge(node.extents, view), size_of(node.type), 0, node.extents->size());
  node.value = std::move(made);
  if (!node.recorded) forget_operands(node);
  return true;
}

/// Computes the value of a node where it is not known yet.
template <class Graph = dynamic_graph>
void evaluate_value(value_node& node) {
  value_node* const wanted = &node;
  if (node.value) return;
  if (!node.is_leaf() && copy_view(node)) return;
  if (node.is_leaf()) {
    value_list list(request_kind::values);
    list.missing.push_back(&node);
    expect_values(list);
  }
  evaluate_values<Graph>({&wanted, 1});
}

/// Gives a node other elements, and perhaps another shape. What was made of the old ones keeps
/// them, and with them the way back to what they were made of; the node is a leaf from now on.
template <class Graph = dynamic_graph>
void replace_value(value_node& node, stored_pointer value) {
  evaluate_value<Graph>(node);
  bool const is_operand = !node.is_leaf() || node.was_made;
  if (is_operand && &node.as_it_was_made() == &node) {
    node_pointer former(new value_node);
    former->op = std::exchange(node.op, nullptr);
    former->type = node.type;
    former->constant = node.constant;
    former->recorded = node.recorded;
    former->operand_count = std::exchange(node.operand_count, 0);
    former->attribute_count = std::exchange(node.attribute_count, 0);
    former->extents = node.extents;
    for (int i = 0; i < 2; ++i) {
      former->few_operands[i] = std::exchange(node.few_operands[i], operand_record{});
      former->few_attributes[i] = node.few_attributes[i];
    }
    former->more_operands = std::move(node.more_operands);
    former->more_attributes = std::move(node.more_attributes);
    former->value = node.value;
    node.own_details().former = std::move(former);
    node.was_made = true;
  }
  node.extents = value->extents();
  node.value = std::move(value);
  node.visit = 0;  // a tape knows its former value
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>
#include <typegrad/graph/leaves.hpp>
#include <typegrad/transform/repetition_groups.hpp>
#include <typegrad/transform/write_out.hpp>

namespace typegrad {

/// Marks the nodes that `outputs` need. What is `known`, a number per node that is not negative
/// then, needs no other.
constexpr growing_array<unsigned char> needed_nodes(graph_builder const& graph,
                                                    list_view<int> outputs,
                                                    list_view<int> known = {}) {
  growing_array<unsigned char> needed(graph.size());
  for (int const id : outputs) needed.items[id] = 1;
  for (int id = graph.size() - 1; id >= 0; --id) {
    if (needed.items[id] == 0 || (id < known.count && known.data[id] >= 0)) continue;
    node_record const& node = graph.nodes.items[id];
    for (int i = node.first_operand; i < node.first_operand + node.operand_count; ++i)
      needed.items[graph.operands.items[i]] = 1;
  }
  return needed;
}

/// Whether a needed node is only another name, or a repetition, which another one may contain.
constexpr bool has_alias(graph_builder const& graph, growing_array<unsigned char> const& needed) {
  for (int id = 0; id < needed.count; ++id)
    if (needed.items[id] != 0 && (graph.nodes.items[id].op->kind == operation_kind::alias ||
                                  graph.nodes.items[id].op->kind == operation_kind::repetition))
      return true;
  return false;
}

/// The node of which node `id` and others share what is made of it alone; -1: none.
constexpr int shared_operand_of(graph_builder const& graph, int id) {
  operation const& op = *graph.nodes.items[id].op;
  return op.shared_operand == nullptr ? -1 : op.shared_operand(graph, id);
}

/// Of each node how many others share what is made of it alone.
constexpr growing_array<int> sharers_of_nodes(graph_builder const& graph,
                                              growing_array<unsigned char> const& needed) {
  growing_array<int> count(graph.size());
  for (int id = 0; id < graph.size(); ++id) {
    if (needed.items[id] == 0 || graph.nodes.items[id].op->shared_operand == nullptr) continue;
    if (int const operand = shared_operand_of(graph, id); operand >= 0) ++count.items[operand];
  }
  return count;
}

/// Whether several nodes could share what is made of one operand alone.
constexpr bool has_shared_operand(graph_builder const& graph,
                                  growing_array<unsigned char> const& needed) {
  for (int const count : sharers_of_nodes(graph, needed))
    if (count > 1) return true;
  return false;
}

/// Whether a needed node may be made again as what a loop computes in passing.
constexpr bool has_product(graph_builder const& graph, growing_array<unsigned char> const& needed) {
  for (int id = 0; id < needed.count; ++id)
    if (needed.items[id] != 0 && graph.operation_of(id).record_in_loop != nullptr) return true;
  return false;
}

/// A graph while the part of it that is needed is made again in another one.
struct rebuilding {
  graph_builder const& from;
  graph_builder& to;
  growing_array<unsigned char> needed;
  growing_array<int> sharers;
  plan_limits const* products;
  growing_array<int> operands{};

  constexpr rebuilding(graph_builder const& old, graph_builder& other,
                       growing_array<unsigned char> const& nodes,
                       plan_limits const* in_loops = nullptr)
      : from(old),
        to(other),
        needed(nodes),
        sharers(sharers_of_nodes(old, nodes)),
        products(in_loops) {}

  /// Makes node `id` of operands that stand where `made` tells.
  constexpr int make(int id, growing_array<int> const& made) {
    node_record const& node = from.node(id);
    if (node.op->kind == operation_kind::alias) return made[from.operand(id, 0)];
    derivative_scope const scope(to, node.of_derivative);
    operands.resize(node.operand_count);
    for (int i = 0; i < node.operand_count; ++i) operands[i] = made[from.operand(id, i)];
    list_view<int> const operand_list{operands.data(), node.operand_count};
    if (int const shared = shared_operand_of(from, id); shared >= 0 && sharers.items[shared] > 1)
      return node.op->record_shared(to, operand_list);
    if (products != nullptr && node.op->record_in_loop != nullptr &&
        !is_unrolled_whole(from, id, *products)) {
      int const in_loop = node.op->record_in_loop(to, operand_list, shape(from.shape_of(id)),
                                                  products->short_factor);
      if (in_loop >= 0) return in_loop;
    }
    return node.op->kind == operation_kind::input || node.op->kind == operation_kind::literal ||
                   node.op->kind == operation_kind::parameter
               ? to.intern(*node.op, node.type, to.intern_shape(from.shape_of(id)), {},
                           from.attributes_of(id))
               : node.op->record(to, operand_list, from.attributes_of(id));
  }

  constexpr bool can_make(int id, growing_array<int> const& made) const {
    for (int const operand : from.operands_of(id))
      if (made[operand] < 0) return false;
    return true;
  }
  /// Repetitions that become one are made together as soon as the operands of all of them are
  /// there; what reads them has to wait.
  constexpr void make_together(int first_repetition, growing_array<int>& made) {
    auto const groups = repetition_groups::find(from, needed);
    growing_array<int> waiting;
    for (int id = first_repetition; id < from.size(); ++id)
      if (needed.items[id] != 0 && made[id] < 0) waiting.push_back(id);
    while (waiting.count != 0) {
      int still = 0;
      for (int const id : waiting) {
        bool ready = can_make(id, made);
        if (ready && from.operation_of(id).kind == operation_kind::repetition) {
          growing_array<int> const members = groups.members_of(id);
          for (int const member : members) ready = ready && can_make(member, made);
          if (ready && members.count > 1 && made[id] < 0)
            from.operation_of(id).record_together(*this, {members.items, members.count}, made);
        }
        if (!ready) waiting[still++] = id;
        else if (made[id] < 0) made[id] = make(id, made);
      }
      waiting.resize(still);
    }
  }
};

/// Makes the part of `from` that `outputs` need again in `to`, which leaves out what nobody reads
/// and every alias, and lets identities and hash-consing see through both. Repetitions that share
/// their turns become one. Gives the outputs' ids in `to`. `made` tells, per node of `from`, where
/// it stands in `to` already, else -1. With the limits of a plan, `products`, those that are short
/// but along one axis become what a loop computes in passing.
constexpr growing_array<int> rebuild(graph_builder const& from, list_view<int> outputs,
                                     graph_builder& to, growing_array<int>& made,
                                     plan_limits const* products = nullptr) {
  if (from.has_open_extents()) to.open = from.open;
  rebuilding again(from, to, needed_nodes(from, outputs, {made.data(), made.count}), products);
  for (int id = 0; id < from.size(); ++id) {
    if (again.needed[id] == 0 || made[id] >= 0) continue;
    if (from.operation_of(id).kind == operation_kind::repetition) {
      again.make_together(id, made);
      break;
    }
    made[id] = again.make(id, made);
  }
  growing_array<int> result(outputs.count);
  for (int i = 0; i < outputs.count; ++i) result[i] = made[outputs[i]];
  return result;
}
constexpr growing_array<int> rebuild(graph_builder const& from, list_view<int> outputs,
                                     graph_builder& to, plan_limits const* products = nullptr) {
  growing_array<int> made(from.size(), -1);
  return rebuild(from, outputs, to, made, products);
}

/// Makes what `outputs` need of `from` again in `to`, and freezes that. Gives the outputs' ids in
/// `to`.
template <class Frozen>
constexpr growing_array<int> rebuild_and_freeze(graph_builder const& from, list_view<int> outputs,
                                                graph_builder& to, Frozen& frozen,
                                                plan_limits const* products = nullptr) {
  growing_array<int> const made = rebuild(from, outputs, to, products);
  list_view<int> const results{made.items, made.count};
  growing_array<unsigned char> const needed = needed_nodes(to, results);
  freeze(to, {needed.items, needed.count}, results, frozen);
  return made;
}

}  // namespace typegrad

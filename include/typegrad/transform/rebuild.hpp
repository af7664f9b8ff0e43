// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>
#include <typegrad/graph/leaves.hpp>
#include <typegrad/graph/repetition_layout.hpp>

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

/// The needed nodes that are the same repetition as `id`: what all of them keep.
constexpr word kept_by_all(graph_builder const& graph, growing_array<unsigned char> const& needed,
                           int id) {
  auto const equal = [](auto const& a, auto const& b) {
    for (int i = 0; i < a.count; ++i)
      if (a.data[i] != b.data[i]) return false;
    return a.count == b.count;
  };
  word kept = 0;
  for (int other = 0; other < graph.size(); ++other) {
    if (needed[other] == 0 ||
        !same_operation(*graph.nodes.items[other].op, *graph.nodes.items[id].op) ||
        !equal(graph.operands_of(other), graph.operands_of(id)))
      continue;
    repetition_layout like(graph.attributes_of(other));
    word const others = like.kept;
    like.kept = repetition_layout(graph.attributes_of(id)).kept;
    if (equal(like.encode().list(), graph.attributes_of(id))) kept |= others;
  }
  return kept;
}

/// Of each node how many of derivatives divide by it, or have it in another place where several
/// share what is made of it alone.
constexpr growing_array<int> sharers_of_nodes(graph_builder const& graph,
                                              growing_array<unsigned char> const& needed) {
  growing_array<int> count(graph.size());
  for (int id = 0; id < graph.size(); ++id) {
    node_record const& node = graph.nodes.items[id];
    if (node.of_derivative && node.op->record_shared != nullptr && needed.items[id] != 0)
      ++count.items[graph.operands.items[node.first_operand + node.operand_count - 1]];
  }
  return count;
}

/// Whether several nodes of derivatives could share what is made of one operand alone.
constexpr bool has_shared_operand(graph_builder const& graph,
                                  growing_array<unsigned char> const& needed) {
  for (int const count : sharers_of_nodes(graph, needed))
    if (count > 1) return true;
  return false;
}

/// Makes the part of `from` that `outputs` need again in `to`, which leaves out what nobody reads
/// and every alias, and lets identities and hash-consing see through both. Gives the outputs' ids
/// in `to`. `made` tells, per node of `from`, where it stands in `to` already, else -1.
constexpr growing_array<int> rebuild(graph_builder const& from, list_view<int> outputs,
                                     graph_builder& to, growing_array<int>& made) {
  if (from.has_open_extents()) to.open = from.open;
  growing_array<unsigned char> const needed =
      needed_nodes(from, outputs, {made.data(), made.count});
  growing_array<int> const sharers = sharers_of_nodes(from, needed);
  growing_array<int> operands;
  for (int id = 0; id < from.size(); ++id) {
    if (needed[id] == 0 || made[id] >= 0) continue;
    node_record const& node = from.node(id);
    derivative_scope const scope(to, node.of_derivative);
    if (node.op->kind == operation_kind::alias) {
      made[id] = made[from.operand(id, 0)];
      continue;
    }
    operands.resize(node.operand_count);
    for (int i = 0; i < node.operand_count; ++i) operands[i] = made[from.operand(id, i)];
    list_view<int> const operand_list{operands.data(), node.operand_count};
    if (node.op->kind == operation_kind::repetition) {
      word const kept = kept_by_all(from, needed, id);
      if (kept != repetition_layout(from.attributes_of(id)).kept) {
        made[id] = node.op->record_kept(to, operand_list, from.attributes_of(id), kept);
        continue;
      }
    }
    if (node.of_derivative && node.op->record_shared != nullptr &&
        sharers.items[from.operand(id, node.operand_count - 1)] > 1) {
      made[id] = node.op->record_shared(to, operand_list);
      continue;
    }
    made[id] = node.op->kind == operation_kind::input || node.op->kind == operation_kind::literal ||
                       node.op->kind == operation_kind::parameter
                   ? to.intern(*node.op, node.type, to.intern_shape(from.shape_of(id)), {},
                               from.attributes_of(id))
                   : node.op->record(to, operand_list, from.attributes_of(id));
  }
  growing_array<int> result(outputs.count);
  for (int i = 0; i < outputs.count; ++i) result[i] = made[outputs[i]];
  return result;
}
constexpr growing_array<int> rebuild(graph_builder const& from, list_view<int> outputs,
                                     graph_builder& to) {
  growing_array<int> made(from.size(), -1);
  return rebuild(from, outputs, to, made);
}

/// Makes what `outputs` need of `from` again in `to`, and freezes that. Gives the outputs' ids in
/// `to`.
template <class Frozen>
constexpr growing_array<int> rebuild_and_freeze(graph_builder const& from, list_view<int> outputs,
                                                graph_builder& to, Frozen& frozen) {
  growing_array<int> const made = rebuild(from, outputs, to);
  list_view<int> const results{made.items, made.count};
  growing_array<unsigned char> const needed = needed_nodes(to, results);
  freeze(to, {needed.items, needed.count}, results, frozen);
  return made;
}

}  // namespace typegrad

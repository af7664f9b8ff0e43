// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/graph_builder.hpp>
#include <typegrad/transform/part_of_repetition.hpp>

namespace typegrad {

/// Which repetitions of a graph become one, so that what they share is computed once a turn: a loop
/// and its tangents in one direction or several, a loop and the same that keeps its carries, the
/// loops back from several results.
struct repetition_groups {
  /// More in one loop would be more than processors have registers for.
  static constexpr int most_members = 8;

  /// More in one graph are left as they are: what they read is a bit each.
  static constexpr int most_repetitions = 62;

  growing_array<int> repetitions{};  ///< from the last to the first, so that outer ones come first
  growing_array<int> group{};        ///< of each: the place of its first member in this list
  growing_array<word> reads{};       ///< of each: a bit for each other one whose result it needs

  static constexpr repetition_groups find(graph_builder const& graph,
                                          growing_array<unsigned char> const& needed) {
    repetition_groups made;
    for (int id = graph.size() - 1; id >= 0 && made.repetitions.count < most_repetitions; --id)
      if (needed[id] != 0 && graph.operation_of(id).kind == operation_kind::repetition)
        made.repetitions.push_back(id);
    int const count = made.repetitions.count;
    made.group.resize(count);
    for (int i = 0; i < count; ++i) made.group[i] = i;
    if (count < 2) return made;
    made.find_reads(graph, needed);
    growing_array<unsigned char> parts;
    for (int i = 1; i < count; ++i)
      for (int first = 0; first < i && made.group[i] == i; ++first)
        if (made.group[first] == first && made.takes(graph, parts, first, i)) made.unite(first, i);
    return made;
  }

  /// The repetitions that one is made together with, itself included, from the first to the last;
  /// none of another node.
  constexpr growing_array<int> members_of(int id) const {
    growing_array<int> members;
    int of = -1;
    for (int i = 0; i < repetitions.count; ++i)
      if (repetitions[i] == id) of = group[i];
    for (int i = repetitions.count - 1; i >= 0 && of >= 0; --i)
      if (group[i] == of) members.push_back(repetitions[i]);
    return members;
  }

 private:
  constexpr void find_reads(graph_builder const& graph,
                            growing_array<unsigned char> const& needed) {
    growing_array<word> of_node(graph.size());
    reads.resize(repetitions.count);
    int next = repetitions.count - 1;
    for (int id = repetitions[next]; id <= repetitions[0]; ++id) {
      if (needed[id] == 0) continue;
      word found = 0;
      for (int const operand : graph.operands_of(id)) found |= of_node.items[operand];
      if (id == repetitions[next]) {
        reads[next] = found;
        found |= word{1} << next--;
      }
      of_node.items[id] = found;
    }
  }
  /// What reads one of the two, or is read by one, does so of both.
  constexpr void unite(int first, int i) {
    word const both = reads[first] | reads[i];
    for (int k = 0; k < repetitions.count; ++k)
      if (group[k] == first) reads[k] = both;
    reads[i] = both;
    group[i] = first;
    word members = 0;
    for (int k = 0; k < repetitions.count; ++k)
      if (group[k] == first) members |= word{1} << k;
    for (int k = 0; k < repetitions.count; ++k)
      if ((reads[k] & members) != 0) reads[k] |= members | both;
  }

  /// Whether the group that begins with `first` takes `i` up.
  constexpr bool takes(graph_builder const& graph, growing_array<unsigned char>& parts, int first,
                       int i) const {
    int members = 0;
    int carried = repetition_layout(graph.attributes_of(repetitions[i])).carried;
    bool shares = false;
    for (int k = first; k < i; ++k) {
      if (group[k] != first) continue;
      if (!have_equal_turns(graph, repetitions[k], repetitions[i])) return false;
      shares = shares || share_values(graph, repetitions[k], repetitions[i]);
      carried += repetition_layout(graph.attributes_of(repetitions[k])).carried;
      ++members;
    }
    // One bit tells of all values from number 62 on whether they are kept.
    if (!shares || members >= most_members || carried > 62) return false;
    for (int k = first; k < i; ++k)
      if (group[k] == first && ((reads[k] >> i & 1) != 0 || (reads[i] >> k & 1) != 0)) return false;
    return stand_in_the_same_turns(graph, parts, first, i);
  }

  static constexpr bool have_equal_turns(graph_builder const& graph, int a, int b) {
    repetition_layout const one(graph.attributes_of(a));
    repetition_layout const other(graph.attributes_of(b));
    auto const last_of = [&](int id, int end) { return graph.operand(id, end - 1); };
    return same_operation(graph.operation_of(a), graph.operation_of(b)) &&
           graph.node(a).type == graph.node(b).type && one.turns == other.turns &&
           one.backwards == other.backwards && one.serial == other.serial &&
           one.ends_early == other.ends_early && one.counted == other.counted &&
           (!one.counted || last_of(a, one.visible()) == last_of(b, other.visible())) &&
           (!one.ends_early || last_of(a, one.first_result() + one.results()) ==
                                   last_of(b, other.first_result() + other.results()));
  }
  /// Whether they carry the same from turn to turn, or read what the turns of a loop have kept.
  static constexpr bool share_values(graph_builder const& graph, int a, int b) {
    repetition_layout const one(graph.attributes_of(a));
    repetition_layout const other(graph.attributes_of(b));
    auto const equal = [&](int i, int k) {
      return graph.operand(a, i) == graph.operand(b, k) &&
             graph.operand(a, one.first_parameter() + i) ==
                 graph.operand(b, other.first_parameter() + k);
    };
    for (int i = 0; i < one.carried; ++i)
      for (int k = 0; k < other.carried; ++k)
        if (equal(i, k) &&
            graph.operand(a, one.first_result() + i) == graph.operand(b, other.first_result() + k))
          return true;
    for (int i = one.carried; i < one.first_captured(); ++i)
      for (int k = other.carried; k < other.first_captured(); ++k)
        if (equal(i, k) && is_of_repetition(graph, graph.operand(a, i))) return true;
    return false;
  }
  static constexpr bool is_of_repetition(graph_builder const& graph, int id) {
    while (graph.operation_of(id).kind == operation_kind::view ||
           graph.operation_of(id).kind == operation_kind::alias)
      id = graph.operand(id, 0);
    return graph.operation_of(id).kind == operation_kind::repetition;
  }

  /// Whether both are in the parts of the same other repetitions, when groups are one each.
  constexpr bool stand_in_the_same_turns(graph_builder const& graph,
                                         growing_array<unsigned char>& parts, int a, int b) const {
    if (parts.count == 0) parts = repetitions_in_parts(graph);
    int const count = repetitions.count;
    auto const stands_in = [&](int which, int first) {
      for (int k = 0; k < count; ++k)
        if (group[k] == first && parts[k * count + which] != 0) return true;
      return false;
    };
    for (int first = 0; first < count; ++first)
      if (stands_in(a, first) != stands_in(b, first)) return false;
    return true;
  }
  /// For each repetition which of the others are in its part.
  constexpr growing_array<unsigned char> repetitions_in_parts(graph_builder const& graph) const {
    int const count = repetitions.count;
    growing_array<unsigned char> all(count * count);
    repeated_nodes const repeated = find_repeated_nodes(graph);
    bool nested = false;
    for (int const id : repetitions) nested = nested || repeated.contains(id);
    for (int i = 0; i < count && nested; ++i) {
      auto const part =
          nodes_of_part(graph, repetitions[i], repeated, inputs_of_part(graph, repetitions[i]));
      for (int k = i + 1; k < count; ++k) all[i * count + k] = part[repetitions[k]];
    }
    return all;
  }
};

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/open_call.hpp>
#include <typegrad/op/roles.hpp>

namespace typegrad {

/// `select_by`, for a graph that is told branches; see `decided_path`.
template <class Graph>
constexpr int select_nodes(graph_builder& graph, int mask, int a, int b) {
  Graph& whole = static_cast<Graph&>(graph);
  return select_by(symbol_in(whole, mask), symbol_in(whole, a), symbol_in(whole, b)).id;
}
/// What two paths through a function ask of their results a and b, where extents are not known yet.
struct results_of_branches {
  static constexpr sentence words() { return sentence{}.add("if (mask) return a; else return b"); }
  static constexpr char const* relation_of(shape const& a, shape const& b) {
    return shape_rule::may_be_equal(a, b) ? nullptr
                                          : "both sides of a branch must give the same extents";
  }
  static constexpr bool is_decided(shape const& a, shape const& b) { return a == b; }
};

/// The results of all paths through the branches of a function, side by side.
struct path_results {
  int count = 0;
  growing_array<int> outputs{};  ///< equally many nodes for each path
  growing_array<int> first_mask{};
  growing_array<int> masks{};
  growing_array<unsigned char> answers{};

  /// Notes the path by which the last outputs were reached.
  constexpr void add(decided_path const& path) {
    ++count;
    first_mask.push_back(masks.count);
    for (int const id : path.masks) masks.push_back(id);
    for (unsigned char const answer : path.answers) answers.push_back(answer);
  }

  /// One node for each leaf: the masks select among the results, the one that was asked first
  /// outermost.
  constexpr void join(graph_builder& graph, growing_array<int>& together) const {
    int const leaves = outputs.count / count;
    for (int leaf = 0; leaf < leaves; ++leaf)
      together.push_back(join(graph, 0, count, 0, leaf, leaves));
  }

 private:
  /// Of paths `first` to `last`, which agree in their first `level` answers.
  constexpr int join(graph_builder& graph, int first, int last, int level, int leaf,
                     int leaves) const {
    if (first + 1 == last) return outputs[first * leaves + leaf];
    int middle = first;
    while (middle < last && answers[first_mask[middle] + level] != 0) ++middle;
    if (middle == last) return join(graph, first, last, level + 1, leaf, leaves);
    int const a = join(graph, first, middle, level + 1, leaf, leaves);
    int const b = join(graph, middle, last, level + 1, leaf, leaves);
    if (graph.has_open_extents()) agree(graph, a, b);
    return graph.path.select(graph, masks[first_mask[first] + level], a, b);
  }
  static constexpr void agree(graph_builder& graph, int a, int b) {
    shape const both[] = {graph.shape_of(a), graph.shape_of(b)};
    note_call<results_of_branches>(graph, both, std::make_index_sequence<2>{});
    for (int axis = 0; axis < both[0].rank; ++axis)
      graph.take_for_equal(graph.shape_of(a).extents[axis], graph.shape_of(b).extents[axis]);
  }
};

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/flops_of.hpp>
#include <typegrad/transform/plan.hpp>
#include <typegrad/transform/repeated_nodes.hpp>

namespace typegrad {

/// One side of the selections by a mask: what is needed only where the mask has this answer.
struct needed_side {
  int outer = 0;  ///< the side around it
  int depth = 0;
  int mask = -1;
  bool answer = false;
  int branch = 0;    ///< the number of the first side of its mask in `outer`
  int before = 0;    ///< another side of its mask
  index_t cost = 0;  ///< of what only it needs
};

/// The side of every node of a graph; number 0 is what is needed on every path.
struct needed_sides {
  /// Sides within each other: a compiler evaluates 512 calls within each other, an order takes two
  /// for each.
  static constexpr int most_depth = 128;

  growing_array<needed_side> sides;
  growing_array<int> of_node;
  growing_array<int> branch_of;  ///< per selection: the branch that it ends, 0 for none
  growing_array<int> of_mask;    ///< per node: the last of the sides that it decides, 0 for none

  constexpr explicit needed_sides(int nodes)
      : sides(1), of_node(nodes), branch_of(nodes), of_mask(nodes) {}

  /// What is needed where the mask has this answer, within the side `outer`.
  constexpr int enter(int outer, int mask, bool answer) {
    int& last = of_mask.items[mask];
    if (last != 0)
      for (int around = outer; around != 0; around = sides.items[around].outer)
        if (sides.items[around].mask == mask) return outer;
    if (sides.items[outer].depth == most_depth) return outer;
    int branch = sides.count;
    for (int i = last; i != 0; i = sides.items[i].before) {
      if (sides.items[i].outer != outer) continue;
      if (sides.items[i].answer == answer) return i;
      branch = sides.items[i].branch;
    }
    sides.push_back({outer, sides.items[outer].depth + 1, mask, answer, branch, last, 0});
    return last = sides.count - 1;
  }
  /// The innermost side that holds both; `a` may be -1, nobody's.
  constexpr int common(int a, int b) const {
    if (a < 0) return b;
    while (a != b) {
      if (sides.items[a].depth >= sides.items[b].depth) a = sides.items[a].outer;
      else b = sides.items[b].outer;
    }
    return a;
  }
  /// The side directly within `outer` that `side` is, or lies in; 0 where it lies in none.
  constexpr int within(int outer, int side) const {
    while (side != 0 && sides.items[side].outer != outer) side = sides.items[side].outer;
    return side;
  }
};

/// Whether a node is one of its operands, as a mask of rank 0 says.
template <class Graph>
constexpr bool is_selection_by_number(Graph const& graph, int id) {
  return graph.nodes[id].op->selects && graph.nodes[graph.operand(id, 0)].shape_id == 0;
}

/// What a node costs to compute, in additions, roughly. Extents of a loop do not count: they may be
/// unknown.
template <class Graph>
constexpr index_t cost_of_node(Graph const& graph, int id, plan_limits const& limits) {
  operation_kind const kind = graph.nodes[id].op->kind;
  if (kind == operation_kind::opaque || kind == operation_kind::repetition)
    return 2 * limits.cost_of_branch;
  index_t const flops = flops_of(graph, id);
  index_t const most = limits.unroll < 0 ? unroll_limit : limits.unroll;
  index_t const counted = flops > most ? most + 1 : flops;
  return counted * graph.nodes[id].op->cost;
}

/// Forgets the sides on which less is to be saved than a branch costs. What a side holds costs the
/// side around it as well, so that no side is forgotten around one that is kept.
template <class Graph>
constexpr void keep_dear_sides(Graph const& graph, plan_limits const& limits, needed_sides& found) {
  growing_array<needed_side>& sides = found.sides;
  for (int id = 0; id < graph.size(); ++id)
    if (int const side = found.of_node.items[id]; side != 0)
      sides.items[side].cost += cost_of_node(graph, id, limits);
  for (int i = sides.count - 1; i > 0; --i)
    if (int const outer = sides.items[i].outer; outer != 0)
      sides.items[outer].cost += sides.items[i].cost;
  index_t const limit = limits.sides == branches::always ? 0 : limits.cost_of_branch;
  growing_array<unsigned char> kept(sides.count);
  for (int i = 1; i < sides.count; ++i)
    if (sides.items[i].cost > limit) kept.items[sides.items[i].branch] = 1;
  auto const is_kept = [&](int side) {
    return side == 0 || kept.items[sides.items[side].branch] != 0;
  };
  for (int id = 0; id < graph.size(); ++id) {
    int& own = found.of_node.items[id];
    while (!is_kept(own)) own = sides.items[own].outer;
    if (kept.items[found.branch_of.items[id]] == 0) found.branch_of.items[id] = 0;
  }
}

/// What each node is needed for: all that it is used for lies on its side.
///
/// cost      linear in the operands, times the sides within each other
template <class Graph>
constexpr needed_sides find_needed_sides(Graph const& graph, plan_limits const& limits) {
  needed_sides found(graph.size());
  bool any = false;
  repeated_nodes repeated;  // a repetition is a program of its own: what it selects is its affair
  for (int id = 0; id < graph.size() && limits.sides != branches::never; ++id)
    any |= !repeated.add(graph, id) && is_selection_by_number(graph, id);
  if (!any) return found;
  for (int id = 0; id < graph.size(); ++id) found.of_node.items[id] = -1;
  for (int k = 0; k < graph.sizes.outputs; ++k) found.of_node.items[graph.outputs[k]] = 0;
  for (int id = graph.size() - 1; id >= 0; --id) {
    int& own = found.of_node.items[id];
    if (own < 0) own = 0;
    list_view<int> const operands = graph.operands_of(id);
    bool const selects = is_selection_by_number(graph, id) && !repeated.contains(id);
    for (int i = 0; i < operands.count; ++i) {
      int side = own;
      if (selects && i > 0) {
        side = found.enter(own, operands[0], i == 1);
        if (side != own) found.branch_of.items[id] = found.sides.items[side].branch;
      }
      int& of_operand = found.of_node.items[operands[i]];
      of_operand = found.common(of_operand, side);
    }
  }
  keep_dear_sides(graph, limits, found);
  return found;
}

}  // namespace typegrad

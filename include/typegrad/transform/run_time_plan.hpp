// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/growing_graph.hpp>
#include <typegrad/transform/make_plan.hpp>

namespace typegrad {

/// Drops the items behind the first `count`, and the room they took.
template <class Number>
constexpr void keep_first(growing_array<Number>& items, int count) {
  growing_array<Number> kept(count);
  for (int i = 0; i < count; ++i) kept.items[i] = items.items[i];
  items = static_cast<growing_array<Number>&&>(kept);
}

/// A plan of any size: the members of `plan` in arrays that grow.
struct run_time_plan : plan_sizes {
  growing_array<placement> places;
  growing_array<step> steps;
  growing_array<int> members;
  growing_array<step_run> runs;
  growing_array<plan_branch> branches;
  growing_array<int> loads;

  constexpr run_time_plan() = default;
  constexpr run_time_plan(int nodes, int outputs)
      : places(nodes),
        steps(nodes + outputs),
        members(nodes),
        runs(nodes + outputs),
        branches(nodes),
        loads(nodes) {}

  constexpr int first_step(int run) const {
    return run < run_count ? runs.items[run].first : step_count;
  }

  /// Gives back the room that no pass has used.
  constexpr void fit() {
    keep_first(steps, step_count);
    keep_first(members, member_count);
    keep_first(runs, run_count);
    keep_first(branches, branch_count);
    keep_first(loads, load_count);
  }
};

/// The plan of a graph of any size. Every output that a step computes in memory, in the wanted
/// type, is computed where the caller wants it; any other, numbers among them, is copied there at
/// the end.
///
/// cost      linear in nodes and operands, times the logarithm of the loops over one shape
constexpr run_time_plan make_plan(growing_graph const& graph, scalar_type const* output_types,
                                  plan_limits const& limits = interpreted_limits) {
  run_time_plan made(graph.size(), graph.sizes.outputs);
  plan_graph(graph, output_types, limits, made);
  made.fit();
  return made;
}

}  // namespace typegrad

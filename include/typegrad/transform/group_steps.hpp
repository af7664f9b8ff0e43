// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/plan.hpp>

namespace typegrad {

/// Whether a step computes one number from numbers of one real type.
template <class Graph>
constexpr bool is_scalar_step(Graph const& graph, step const& current) {
  node_record const& node = graph.nodes[current.node];
  if (current.kind != step_kind::elements || node.shape_id != 0 || node.operand_count > 2 ||
      !is_real(node.type))
    return false;
  for (int i = 0; i < node.operand_count; ++i) {
    node_record const& operand = graph.nodes[graph.operands[node.first_operand + i]];
    if (operand.type != node.type || operand.shape_id != 0) return false;
  }
  return true;
}

/// The register of an operand; an argument, a literal, or an element of an argument is copied at
/// the start.
template <class Graph, class Plan>
constexpr bool give_register(Graph const& graph, Plan& made, int id) {
  placement& place = made.places[id];
  if (place.scalar >= 0) return true;
  if (place.kind == place_kind::registers) {
    place.scalar = place.index;
    return true;
  }
  place_kind const source = made.places[place.base].kind;
  if (source != place_kind::literal && source != place_kind::input) return false;
  place.scalar = made.registers[static_cast<int>(graph.nodes[id].type)]++;
  made.loads[made.load_count++] = id;
  return true;
}

/// Where a side of a branch begins or ends, among the steps.
template <class Plan>
constexpr growing_array<unsigned char> ends_of_sides(Plan const& made) {
  growing_array<unsigned char> ends(made.step_count + 1);
  for (int b = 0; b < made.branch_count; ++b) {
    plan_branch const& branch = made.branches[b];
    ends.items[branch.first] = ends.items[branch.first + branch.then_count] =
        ends.items[branch.first + branch.then_count + branch.else_count] =
            ends.items[branch.last()] = 1;
  }
  return ends;
}

/// Numbers among the arguments that a loop reads at every turn are copied at the start: a compiler
/// does not know that what the loop stores is not one of them.
template <class Graph, class Plan>
constexpr void hold_numbers(Graph const& graph, Plan& made) {
  for (int m = 0; m < made.member_count; ++m)
    for (int const operand : graph.operands_of(made.members[m]))
      if (graph.nodes[operand].shape_id == 0 &&
          made.places[made.places[operand].base].kind == place_kind::input)
        give_register(graph, made, operand);
}

/// Counts the steps of branches as runs.
template <class Plan>
constexpr void count_branches_in_runs(Plan& made, growing_array<int> const& run_of_step) {
  for (int b = 0; b < made.branch_count; ++b) {
    plan_branch& branch = made.branches[b];
    int const then_last = branch.first + branch.then_count;
    int const else_last = then_last + branch.else_count;
    int const last = run_of_step.items[branch.last()];
    branch.first = run_of_step.items[branch.first];
    branch.then_count = run_of_step.items[then_last] - branch.first;
    branch.else_count = run_of_step.items[else_last] - run_of_step.items[then_last];
    branch.selected_count = last - run_of_step.items[else_last];
  }
}

/// Groups neighbouring steps on numbers, so that they become few functions: a function per node
/// costs the compiler more than the arithmetic in it.
template <class Graph, class Plan>
constexpr void group_steps(Graph const& graph, plan_limits const& limits, Plan& made) {
  if (limits.short_factor > 0 && TYPEGRAD_VECTOR_BYTES == 0) hold_numbers(graph, made);
  growing_array<unsigned char> const ends = ends_of_sides(made);
  growing_array<int> run_of_step(made.step_count + 1);
  for (int s = 0; s < made.step_count; ++s) {
    step const& current = made.steps[s];
    bool scalar = is_scalar_step(graph, current);
    node_record const& node = graph.nodes[current.node];
    for (int i = 0; scalar && i < node.operand_count; ++i)
      scalar = give_register(graph, made, graph.operands[node.first_operand + i]);
    step_run* const last = made.run_count > 0 ? &made.runs[made.run_count - 1] : nullptr;
    if (scalar && last != nullptr && last->scalar && last->type == node.type &&
        last->count < limits.longest_run && ends.items[s] == 0)
      ++last->count;
    else made.runs[made.run_count++] = {s, 1, scalar, node.type};
    run_of_step.items[s] = made.run_count - 1;
  }
  run_of_step.items[made.step_count] = made.run_count;
  count_branches_in_runs(made, run_of_step);
}

}  // namespace typegrad

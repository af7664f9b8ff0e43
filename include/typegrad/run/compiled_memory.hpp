// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/context.hpp>
#include <typegrad/run/repeated_part.hpp>

namespace typegrad {

/// Carried values of more elements are in the workspace, not in registers or on the stack.
inline constexpr int most_carried_in_registers = 64;

template <class Part>
struct two_carries {
  typename Part::carried_values now;
  typename Part::carried_values next;
};
struct no_carries {};

/// What a repetition needs while it runs: the workspace of its part, which every turn uses again.
template <class Program, int Node>
struct repetition_memory {
  using part = repeated_part<Program, Node>;
  static constexpr int elements = part::carried.total[0] + part::carried.total[1] +
                                  part::carried.total[2] + part::carried.total[3] +
                                  part::carried.total[4];
  static constexpr bool holds_carries = elements > most_carried_in_registers;

  [[no_unique_address]] typename part::workspace workspace;
  [[no_unique_address]] std::conditional_t<holds_carries, two_carries<part>, no_carries> carried;
};

/// The repetitions among the steps of a plan.
template <class Graph, class Plan>
constexpr int count_repetitions(Graph const& graph, Plan const& made) {
  int count = 0;
  for (int s = 0; s < made.step_count; ++s)
    count += made.steps[s].kind == step_kind::whole &&
             graph.nodes[made.steps[s].node].op->kind == operation_kind::repetition;
  return count;
}
template <class Graph, class Plan>
constexpr int find_repetition(Graph const& graph, Plan const& made, int wanted) {
  for (int s = 0;; ++s)
    if (made.steps[s].kind == step_kind::whole &&
        graph.nodes[made.steps[s].node].op->kind == operation_kind::repetition && wanted-- == 0)
      return made.steps[s].node;
}

template <class Program, int Next, int Count>
struct memory_of_repetitions {
  static constexpr int node = find_repetition(Program::flat, Program::schedule, Next);
  [[no_unique_address]] repetition_memory<Program, node> first;
  [[no_unique_address]] memory_of_repetitions<Program, Next + 1, Count> rest;

  template <int Node>
  TYPEGRAD_INLINE constexpr auto& of() {
    if constexpr (Node == node) return first;
    else return rest.template of<Node>();
  }
};
template <class Program, int Count>
struct memory_of_repetitions<Program, Count, Count> {};

/// The workspace of a program: the values that its plan keeps there, and what its repetitions need.
template <class Program>
struct compiled_memory : workspace_of<Program::schedule, numbers_of<Program>> {
  [[no_unique_address]] memory_of_repetitions<
      Program, 0, count_repetitions(Program::flat, Program::schedule)> repetitions;
};

}  // namespace typegrad

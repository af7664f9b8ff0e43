// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operation_defaults.hpp>
#include <typegrad/run/run_join.hpp>

namespace typegrad {

/// Whether a program that computes with numbers alone gains by writing those of its results as soon
/// as it has them, and by reading those of its arguments where they are: where registers run out,
/// because functions are called, which keep none, or because much is computed for each number.
///
/// A Jacobian of 6 by 12 with three such functions takes 170 ns in place of 184, one of 2 by 10
/// with none 35 in place of 32.
template <class Graph, class Plan>
constexpr bool is_worth_writing_early(Graph const& graph, Plan const& made) {
  bool calls = false;
  int computed = 0;
  int written = 0;
  for (int s = 0; s < made.step_count; ++s) {
    node_record const& node = graph.nodes[made.steps[s].node];
    if (node.op->kind == operation_kind::join && made.steps[s].kind == step_kind::whole)
      written += node.operand_count;
    else if (made.steps[s].kind == step_kind::elements && node.shape_id == 0) ++computed;
    else if (made.steps[s].kind != step_kind::copy || made.steps[s].output < 0) return false;
    calls = calls || (node.op->kind == operation_kind::element_wise &&
                      node.op->cost == operation_defaults::cost);
  }
#if defined(__clang__)
  constexpr bool gains_without_calls = false;
#else
  constexpr bool gains_without_calls = true;
#endif
  return written > 0 && (calls || (gains_without_calls && computed >= 10 * written));
}

/// Whether the code of `Program` does so.
template <class Program>
concept WritesEarly = requires { requires Program::writes_early; };

/// The numbers of a result that is put together of numbers, of which nobody reads the whole: each
/// is written to the result where it is computed.
template <class Program>
struct early_results {
  /// Where a number goes: up to two elements, as in a symmetric matrix.
  struct target {
    int output = -1;  ///< number of the result among those of its type
    int count = 0;
    int positions[2]{};
  };
  static constexpr int nodes = Program::flat.size();
  static constexpr int outputs = Program::flat.sizes.outputs;

  target of_node[nodes > 0 ? nodes : 1]{};
  int calls_of[nodes > 0 ? nodes : 1]{};   ///< how many functions are called with it
  bool is_early[nodes > 0 ? nodes : 1]{};  ///< of joins
  int output_of[nodes > 0 ? nodes : 1]{};  ///< of these

  constexpr early_results() {
    int uses[nodes > 0 ? nodes : 1]{};
    for (int id = 0; id < nodes; ++id)
      for (int const operand : Program::flat.operands_of(id))
        ++uses[Program::schedule.places[operand].base];
    for (int k = 0; k < outputs; ++k)
      ++uses[Program::schedule.places[Program::flat.outputs[k]].base];
    bool computed[nodes > 0 ? nodes : 1]{};
    for (int r = 0; r < Program::schedule.run_count; ++r) {
      step_run const& run = Program::schedule.runs[r];
      for (int s = run.first; run.scalar && s < run.first + run.count; ++s) {
        int const id = Program::schedule.steps[s].node;
        computed[id] = true;
        if (Program::flat.nodes[id].op->cost == operation_defaults::cost)
          for (int const operand : Program::flat.operands_of(id)) ++calls_of[operand];
      }
    }
    for (int k = 0; k < outputs; ++k) {
      int const id = Program::flat.outputs[k];
      node_record const& node = Program::flat.nodes[id];
      if (node.op->kind != operation_kind::join || uses[id] != 1 ||
          Program::results.type[k] != node.type)
        continue;
      is_early[id] = true;
      output_of[id] = k;
      for (int which = 0; which < node.operand_count; ++which) {
        int const operand = Program::flat.operand(id, which);
        target& to = of_node[operand];
        int const output = Program::results.number[k];
        if (!computed[operand] || Program::flat.nodes[operand].type != node.type ||
            (to.count > 0 && to.output != output) || to.count == 2)
          continue;
        to.output = output;
        to.positions[to.count++] = position_of(id, which);
      }
    }
  }
  /// Whether a join writes nothing for its operand `which`.
  constexpr bool has_written(int id, int which) const {
    target const& to = of_node[Program::flat.operand(id, which)];
    if (to.count == 0 || to.output != Program::results.number[output_of[id]]) return false;
    int const position = position_of(id, which);
    return to.positions[0] == position || (to.count == 2 && to.positions[1] == position);
  }

 private:
  static constexpr int position_of(int id, int which) {
    return static_cast<int>(
        Program::flat.nodes[id]
            .op->region(which, Program::flat.shape_of(id), Program::flat.attributes_of(id))
            .offset);
  }
};
template <class Program>
inline constexpr early_results<Program> early_results_of{};

/// Whether the join `Node` is written so.
template <class Program, int Node>
constexpr bool is_written_early() {
  if constexpr (WritesEarly<Program>) return early_results_of<Program>.is_early[Node];
  else return false;
}

/// The operands that are left to such a join.
template <class Program, int Node>
struct late_operands {
  static constexpr int all = Program::flat.nodes[Node].operand_count;
  int items[all > 0 ? all : 1]{};
  int count = 0;
  constexpr late_operands() {
    for (int which = 0; which < all; ++which)
      if (!early_results_of<Program>.has_written(Node, which)) items[count++] = which;
  }
};
template <class Program, int Node>
inline constexpr late_operands<Program, Node> late_operands_of{};

template <class Program, int Node, class Context, int... Index>
TYPEGRAD_INLINE constexpr void write_late_operands(Context const& c,
                                                   std::integer_sequence<int, Index...>) {
  constexpr int output = early_results_of<Program>.output_of[Node];
  [[maybe_unused]] auto* const to =
      of_type<Program::results.type[output]>(c.outputs)[Program::results.number[output]];
  [[maybe_unused]] auto const found = find_numbers<join_numbers<Program, Node>>(c);
  (copy_to_view<Program, Program::flat.operand(Node, late_operands_of<Program, Node>.items[Index])>(
       c,
       find_numbers<node_numbers<
           Program, Program::flat.operand(Node, late_operands_of<Program, Node>.items[Index])>>(c),
       to, found.value.regions[late_operands_of<Program, Node>.items[Index]]),
   ...);
}

/// Writes the zeros of the results, before anything else.
template <class Program, int Output, class Context>
TYPEGRAD_INLINE constexpr void clear_early_result(Context const& c) {
  constexpr int node = Program::flat.outputs[Output];
  if constexpr (is_written_early<Program, node>()) {
    auto* const to =
        of_type<Program::results.type[Output]>(c.outputs)[Program::results.number[Output]];
    clear_join<Program, node>(c, to);
  }
}
template <class Program, class Context, int... Output>
TYPEGRAD_INLINE constexpr void clear_early_results(Context const& c,
                                                   std::integer_sequence<int, Output...>) {
  (clear_early_result<Program, Output>(c), ...);
}

}  // namespace typegrad

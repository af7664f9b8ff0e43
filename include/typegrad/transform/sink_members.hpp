// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/loop_access.hpp>
#include <typegrad/transform/step_builder.hpp>

namespace typegrad {

/// Moves members of loops to where they are read.
///
/// `join_loop` computes everything as early as it can. What only one later loop over the same index
/// space reads would be stored until then; computed there, from values that are stored anyway, it
/// stays in a register. In the gradient of a layer `1 - h * h` is such a value: h waits for its
/// product, the slope need not.
template <class Graph, class Plan>
class member_sinking {
 public:
  constexpr member_sinking(Graph const& graph, needed_sides const& sides, Plan& made)
      : graph_(graph),
        sides_(sides),
        made_(made),
        only_reader_(graph.size(), nobody),
        last_use_(graph.size(), nobody) {
    for (int id = 0; id < graph.size(); ++id) {
      int const own = made.places[id].step;
      for (int const operand : graph.operands_of(id)) note_use(made.places[operand].base, own);
    }
    for (int k = 0; k < graph.sizes.outputs; ++k) {
      int const base = made.places[graph.outputs[k]].base;
      note_use(base, made.step_count);
      only_reader_.items[base] = several;
    }
  }

  /// cost      linear in nodes and operands
  constexpr void run() {
    for (int id = graph_.size() - 1; id >= 0;
         --id) {  // readers come first: they are where they will be
      int& own = made_.places[id].step;
      if (own < 0) continue;
      if (can_sink(id)) {
        own = only_reader_.items[id];
        for (int const operand : graph_.operands_of(id)) note_use(made_.places[operand].base, own);
      }
      for (int const operand : graph_.operands_of(id)) note_reader(operand, own);
    }
  }

 private:
  static constexpr int nobody = -1;
  static constexpr int several = -2;

  constexpr void note_use(int base, int step) {
    int& last = last_use_.items[base];
    if (step > last && step != made_.places[base].step) last = step;
  }
  constexpr void note_reader(int operand, int step) {
    int const base = made_.places[operand].base;
    int& reader = only_reader_.items[base];
    reader = base == operand && (reader == nobody || reader == step) ? step : several;
  }
  constexpr int space_of(int step) const {
    return graph_.nodes[space_of_node(graph_, made_.steps[step].node)].shape_id;
  }
  constexpr index_t bytes_of(int id) const {
    return graph_.shape_of(id).size() * static_cast<index_t>(size_of(graph_.nodes[id].type));
  }

  /// Whether a later loop can compute `id`, and what must be kept for it in its place is not more.
  constexpr bool can_sink(int id) const {
    int const own = made_.places[id].step;
    int const later = only_reader_.items[id];
    if (graph_.nodes[id].op->kind != operation_kind::element_wise ||
        made_.steps[own].kind != step_kind::loop || later <= own ||
        made_.steps[later].kind != step_kind::loop ||
        space_of(later) != graph_.nodes[id].shape_id ||
        sides_.of_node.items[made_.steps[later].node] != sides_.of_node.items[id])
      return false;
    index_t kept = 0;
    list_view<int> const operands = graph_.operands_of(id);
    for (int i = 0; i < operands.count; ++i) {
      int const base = made_.places[operands[i]].base;
      bool const seen = i > 0 && base == made_.places[operands[0]].base;
      if (!seen && made_.places[base].step >= 0 && last_use_.items[base] <= own)
        kept += bytes_of(base);
    }
    return kept <= bytes_of(id);
  }

  Graph const& graph_;
  needed_sides const& sides_;
  Plan& made_;
  growing_array<int> only_reader_;  ///< per node: the step that alone reads it, element by element
  growing_array<int> last_use_;     ///< per node: the last step, not its own, that reads it
};

template <class Graph, class Plan>
constexpr void sink_members(Graph const& graph, needed_sides const& sides, Plan& made) {
  member_sinking<Graph, Plan>(graph, sides, made).run();
}

}  // namespace typegrad

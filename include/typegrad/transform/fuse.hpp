// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/plan.hpp>

namespace typegrad {

/// The steps of a plan while they are made. A step reads only what earlier steps, or itself, have made.
template <int Nodes, int Outputs>
struct step_builder {
  plan<Nodes, Outputs>& made;
  int loop_shape[Nodes + Outputs + 1]{};  ///< shape number of a loop's index space
  int loops[Nodes + 1]{};                 ///< the loops, in order
  int loop_count = 0;

  constexpr int append(step_kind kind, int id) {
    made.steps[made.step_count] = {kind, id, 0, 0, -1};
    made.places[id].step = made.step_count;
    return made.step_count++;
  }
};

/// A view costs nothing where strides describe it; otherwise its operand is copied in row-major order.
template <class Graph, int Nodes, int Outputs>
constexpr void place_view(Graph const& graph, step_builder<Nodes, Outputs>& builder, int id) {
  placement& place = builder.made.places[id];
  int const operand = graph.operand(id, 0);
  placement const& source = builder.made.places[operand];
  strided_view const view = graph.nodes[id].op->place(source.view, graph.shape_of(operand), graph.shape_of(id), graph.attributes_of(id));
  if (view.exists) {
    place.kind = place_kind::view;
    place.view = view;
    place.base = source.base;
  } else {
    builder.append(step_kind::copy, id);
  }
}

/// Whether `reader`, in a loop over shape `shape_id`, may take `operand` from the same turn of the same loop.
template <class Graph, class Plan>
constexpr bool flows_within_loop(Graph const& graph, Plan const& made, int operand, int shape_id) {
  int const step = made.places[operand].step;
  return step >= 0 && made.steps[step].kind == step_kind::loop && graph.nodes[operand].shape_id == shape_id &&
         graph.nodes[operand].op->kind == operation_kind::element_wise;
}

/// The first step that may read `operand`.
template <class Plan>
constexpr int ready_after(Plan const& made, int operand) {
  return made.places[made.places[operand].base].step + 1;
}

/// Puts an element-wise node or a reduction into the first loop over its index space that comes late enough,
/// so that value and gradient of a reduction are one pass over memory; makes that loop where there is none.
template <class Graph, int Nodes, int Outputs>
constexpr void join_loop(Graph const& graph, step_builder<Nodes, Outputs>& builder, int id, int shape_id) {
  int earliest = 0;
  for (int const operand : graph.operands_of(id)) {
    int const ready = flows_within_loop(graph, builder.made, operand, shape_id)
                          ? builder.made.places[operand].step
                          : ready_after(builder.made, operand);
    earliest = ready > earliest ? ready : earliest;
  }
  for (int i = 0; i < builder.loop_count; ++i) {
    int const loop = builder.loops[i];
    if (loop < earliest || builder.loop_shape[loop] != shape_id) continue;
    builder.made.places[id].step = loop;
    return;
  }
  int const loop = builder.append(step_kind::loop, id);
  builder.loop_shape[loop] = shape_id;
  builder.loops[builder.loop_count++] = loop;
}

/// Lists the nodes of every loop, in order.
template <class Graph, class Plan>
constexpr void collect_members(Graph const& graph, Plan& made) {
  int next = 0;
  for (int s = 0; s < made.step_count; ++s) {
    step& loop = made.steps[s];
    if (loop.kind != step_kind::loop) continue;
    loop.first_member = next;
    for (int id = loop.node; id < graph.size(); ++id)
      if (made.places[id].step == s) made.members[next++] = id;
    loop.member_count = next - loop.first_member;
  }
}

}  // namespace typegrad

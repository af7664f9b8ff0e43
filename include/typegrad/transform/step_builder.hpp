// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/needed_sides.hpp>

namespace typegrad {

/// The steps of a plan while they are made. A step reads only what earlier steps, or itself, have
/// made.
template <class Plan>
struct step_builder {
  Plan& made;
  needed_sides const& sides;
  int shapes;
  growing_array<growing_array<int>>
      loops;  ///< for each side and shape number the loops over that index space, in order

  constexpr step_builder(Plan& plan, needed_sides const& found, int shape_count)
      : made(plan), sides(found), shapes(shape_count), loops(shape_count * found.sides.count) {}

  constexpr int append(step_kind kind, int id) {
    made.steps[made.step_count] = {kind, id, 0, 0, -1};
    made.places[id].step = made.step_count;
    return made.step_count++;
  }
};

/// A view costs nothing where strides describe it; otherwise its operand is copied in row-major
/// order.
template <class Graph, class Plan>
constexpr void place_view(Graph const& graph, step_builder<Plan>& builder, int id) {
  placement& place = builder.made.places[id];
  int const operand = graph.operand(id, 0);
  placement const& source = builder.made.places[operand];
  strided_view const view = graph.nodes[id].op->place(source.view, graph.shape_of(operand),
                                                      graph.shape_of(id), graph.attributes_of(id));
  if (view.exists) {
    place.kind = place_kind::view;
    place.view = view;
    place.base = source.base;
  } else {
    builder.append(step_kind::copy, id);
  }
}

/// Whether `reader`, in a loop over shape `shape_id`, may take `operand` from the same turn of the
/// same loop.
template <class Graph, class Plan>
constexpr bool flows_within_loop(Graph const& graph, Plan const& made, int operand, int shape_id) {
  int const step = made.places[operand].step;
  return step >= 0 && made.steps[step].kind == step_kind::loop &&
         graph.nodes[operand].shape_id == shape_id &&
         graph.nodes[operand].op->kind == operation_kind::element_wise;
}

/// The first step that may read `operand`.
template <class Plan>
constexpr int ready_after(Plan const& made, int operand) {
  return made.places[made.places[operand].base].step + 1;
}

/// The place in an ascending list of the first step that is not before `earliest`.
constexpr int first_not_before(growing_array<int> const& steps, int earliest) {
  int low = 0;
  int high = steps.count;
  while (low < high) {
    int const middle = low + (high - low) / 2;
    if (steps.items[middle] < earliest) low = middle + 1;
    else high = middle;
  }
  return low;
}

/// Puts an element-wise node or a reduction into the first loop over its index space that comes
/// late enough, so that value and gradient of a reduction are one pass over memory; makes that loop
/// where there is none. All of a loop is needed on one side.
///
/// cost      linear in the operands, logarithmic in the loops over this index space
template <class Graph, class Plan>
constexpr void join_loop(Graph const& graph, step_builder<Plan>& builder, int id, int shape_id) {
  int earliest = 0;
  for (int const operand : graph.operands_of(id)) {
    int const ready = flows_within_loop(graph, builder.made, operand, shape_id)
                          ? builder.made.places[operand].step
                          : ready_after(builder.made, operand);
    earliest = ready > earliest ? ready : earliest;
  }
  growing_array<int>& loops =
      builder.loops.items[builder.shapes * builder.sides.of_node.items[id] + shape_id];
  int const found = first_not_before(loops, earliest);
  if (found < loops.count) builder.made.places[id].step = loops.items[found];
  else loops.push_back(builder.append(step_kind::loop, id));
}

/// Removes loops without members.
template <class Graph, class Plan>
constexpr void drop_empty_loops(Graph const& graph, Plan& made) {
  growing_array<int> place(made.step_count);
  int kept = 0;
  for (int s = 0; s < made.step_count; ++s) {
    place.items[s] = kept;
    if (made.steps[s].kind == step_kind::loop && made.steps[s].member_count == 0) continue;
    made.steps[kept++] = made.steps[s];
  }
  if (kept == made.step_count) return;
  for (int s = kept; s < made.step_count; ++s) made.steps[s] = {};
  made.step_count = kept;
  for (int id = 0; id < graph.size(); ++id)
    if (int& own = made.places[id].step; own >= 0) own = place.items[own];
}

/// Lists the nodes of every loop, in order.
///
/// cost      linear: counts them, then every node knows its place
template <class Graph, class Plan>
constexpr void collect_members(Graph const& graph, Plan& made) {
  for (int id = 0; id < graph.size(); ++id) {
    int const own = made.places[id].step;
    if (own >= 0 && made.steps[own].kind == step_kind::loop) ++made.steps[own].member_count;
  }
  drop_empty_loops(graph, made);
  int next = 0;
  for (int s = 0; s < made.step_count; ++s) {
    if (made.steps[s].kind != step_kind::loop) continue;
    made.steps[s].first_member = next;
    next += made.steps[s].member_count;
    made.steps[s].member_count = 0;
  }
  made.member_count = next;
  for (int id = 0; id < graph.size(); ++id) {
    int const own = made.places[id].step;
    if (own < 0 || made.steps[own].kind != step_kind::loop) continue;
    step& loop = made.steps[own];
    if (loop.member_count == 0) loop.node = id;
    made.members[loop.first_member + loop.member_count++] = id;
  }
}

}  // namespace typegrad

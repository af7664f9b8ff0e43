// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/graph_with_numbers.hpp>
#include <typegrad/run/member_list.hpp>
#include <typegrad/trace/trace_open_program.hpp>
#include <typegrad/transform/limits_of.hpp>
#include <typegrad/transform/make_plan.hpp>
#include <typegrad/transform/memory_events.hpp>

namespace typegrad {

/// Which views of a plan have numbers that depend on extents that are not known yet, by the plans
/// for two sets of trial extents: a number, from 0, for each of them and -1 for the others.
template <int Nodes>
struct open_views {
  int slot[Nodes > 0 ? Nodes : 1]{};
  int count = 0;
};
template <int Nodes, int Outputs>
constexpr open_views<Nodes> find_open_views(plan<Nodes, Outputs> const& made,
                                            plan<Nodes, Outputs> const& other) {
  open_views<Nodes> found;
  for (int id = 0; id < Nodes; ++id)
    found.slot[id] =
        made.places[id].kind == place_kind::view && !(made.places[id].view == other.places[id].view)
            ? found.count++
            : -1;
  return found;
}

/// The shapes of a graph, and those of its outputs by number, apart from it.
template <int Shapes, int Outputs>
struct shape_list {
  shape items[Shapes > 0 ? Shapes : 1]{};
  int of_output[Outputs > 0 ? Outputs : 1]{};
};
template <int Nodes, int Operands, int Attributes, int Shapes, int Outputs>
constexpr shape_list<Shapes, Outputs> list_shapes(
    frozen_graph<Nodes, Operands, Attributes, Shapes, Outputs> const& graph) {
  shape_list<Shapes, Outputs> list;
  for (int i = 0; i < Shapes; ++i) list.items[i] = graph.shapes[i];
  for (int k = 0; k < Outputs; ++k) list.of_output[k] = graph.nodes[graph.outputs[k]].shape_id;
  return list;
}

/// The inputs of a program: those of its arguments, then the extents that it computes with.
template <class Extents, int Leaves>
constexpr auto list_inputs(leaf_list<Leaves> const& arguments, Extents const& extents) {
  leaf_list<Leaves + Extents::room.counts> list{};
  for (int type = 0; type < scalar_type_count; ++type) list.count[type] = arguments.count[type];
  for (int i = 0; i < Leaves; ++i) {
    list.type[i] = arguments.type[i];
    list.number[i] = arguments.number[i];
  }
  for (int k = 0; k < extents.sizes.counts; ++k) {
    list.type[Leaves + k] = extents.counts[k].type;
    list.number[Leaves + k] = list.count[static_cast<int>(extents.counts[k].type)]++;
  }
  return list;
}

/// The function `Function` for arguments of types `Values...`, some of which leave extents open:
/// its graph and its plan, made while compiling. Extents are numbers of a table in the graph; what
/// they are is looked up in `open_numbers` where the code needs it.
template <class Function, class... Values>
struct open_plan {
  static_assert(decltype(has_few_paths<Function, Values...>())::value);
  using traced_graph = traced_program<Function, Values...>;
  static constexpr auto open_graph =
      fitted<traced_graph::made.graph.sizes>(traced_graph::made.graph);
  static constexpr auto extents =
      fitted_extents<traced_graph::made.extents.sizes>(traced_graph::made.extents);
  /// The graph with trial extents, and with others: what is the same for both is known.
  static constexpr auto flat = trial_graph(open_graph, extents, 0);
  static constexpr auto other_flat = trial_graph(open_graph, extents, 1);
  using result_type = plain_type<traced_result<Function, Values...>>;

  static constexpr auto arguments = list_leaves<Values...>();
  static constexpr auto arguments_and_members = with_members<Function>(arguments, flat);
  static constexpr auto leaves = list_inputs(arguments_and_members, extents);
  static constexpr auto results = list_leaves<result_type>();

  static constexpr plan_limits limits = limits_of<Function>();
  static constexpr auto trial_schedule =
      plan_within_limits<flat.sizes.nodes>([] { return make_plan(flat, results.type, limits); });
  static constexpr auto other_schedule = make_plan(other_flat, results.type, limits);
  static constexpr auto view_numbers = find_open_views(trial_schedule, other_schedule);
  /// Values in the workspace have a number in the place of an offset.
  static constexpr auto schedule = with_numbered_places(trial_schedule);
  static constexpr auto events = find_memory_events(flat, schedule);
  static constexpr auto open_shapes = list_shapes(open_graph);
};

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/allocate.hpp>
#include <typegrad/transform/group_steps.hpp>
#include <typegrad/transform/order_branches.hpp>
#include <typegrad/transform/place_in_joins.hpp>
#include <typegrad/transform/repeated_nodes.hpp>
#include <typegrad/transform/sink_members.hpp>
#include <typegrad/transform/step_builder.hpp>

namespace typegrad {

/// Turns a graph into steps and places, in an empty plan; results are wanted in `output_types`. The
/// same function for every program, at compile time or later.
template <class Graph, class Plan>
constexpr void plan_graph(Graph const& graph, scalar_type const* output_types,
                          plan_limits const& limits, Plan& made) {
  needed_sides const sides = find_needed_sides(graph, limits);
  step_builder<Plan> builder(made, sides, graph.sizes.shapes);
  write_out(graph, limits, made);
  repeated_nodes repeated;
  for (int id = 0; id < graph.size(); ++id) {
    placement& place = made.places[id];
    place.base = id;
    node_record const& node = graph.nodes[id];
    if (repeated.add(graph, id)) continue;  // computed where the repetition is
    if (node.shape_id != 0) place.view = contiguous_view(graph.shape_of(id));
    else place.view.exists = true;
    switch (node.op->kind) {
      case operation_kind::input:
        place.kind = place_kind::input;
        place.index = static_cast<int>(graph.attributes_of(id)[0]);
        break;
      case operation_kind::literal:
        place.kind = place_kind::literal;
        if (node.attribute_count == 1) place.view = {true, 0, {}};  // one number for all elements
        break;
      case operation_kind::alias:
      case operation_kind::parameter:
        break;
      case operation_kind::view:
        place_view(graph, builder, id);
        break;
      case operation_kind::element_wise:
      case operation_kind::reduction: {
        int const space = space_of_node(graph, id);
        if (!place.written_out) join_loop(graph, builder, id, graph.nodes[space].shape_id);
        else builder.append(space == id ? step_kind::elements : step_kind::combine, id);
        break;
      }
      case operation_kind::contraction:
      case operation_kind::join:
      case operation_kind::opaque:
      case operation_kind::repetition:
        builder.append(step_kind::whole, id);
        break;
    }
  }
  sink_members(graph, sides, made);
  collect_members(graph, made);
  order_branches(graph, sides, made);
  if (limits.short_factor > 0) {
    place_in_joins(graph, made);
    place_in_sums(graph, made);
  }
  allocate(graph, output_types, limits, made);
  group_steps(graph, limits, made);
}

/// The plan of a graph in fixed arrays.
template <int Nodes, int Operands, int Attributes, int Shapes, int Outputs>
constexpr auto make_plan(frozen_graph<Nodes, Operands, Attributes, Shapes, Outputs> const& graph,
                         scalar_type const* output_types,
                         plan_limits const& limits = compiled_limits) {
  plan<Nodes, Outputs> made{};
  plan_graph(graph, output_types, limits, made);
  return made;
}

/// Graphs of fewer nodes are planned within the limits of the compiler; clang meets its own while
/// it traces.
#if defined(__clang__)
inline constexpr int nodes_within_limits = 1 << 30;
#else
inline constexpr int nodes_within_limits = 400;
#endif
/// Whether planning comes to an end within GCC's `-fconstexpr-ops-limit`: a no is no error here.
template <class Make, int Nodes>
concept PlannedToTheEnd = Nodes < nodes_within_limits ||
                          requires { typename std::bool_constant<(Make{}().step_count != -2)>; };
/// What `make()` gives, the plan of a graph of `Nodes` nodes; ends in a sentence where the compiler
/// does not come to the end of it.
template <int Nodes, class Make>
constexpr auto plan_within_limits(Make make) {
  if constexpr (PlannedToTheEnd<Make, Nodes>) {
    return make();
  } else {
    static_assert(PlannedToTheEnd<Make, Nodes>,
                  "typegrad: planning this graph takes more steps than the compiler evaluates: "
                  "write what is repeated as tg::fori or tg::scan, or use tg::compile");
    return decltype(make()){};
  }
}

}  // namespace typegrad

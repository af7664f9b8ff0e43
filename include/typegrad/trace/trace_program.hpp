// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>
#include <typegrad/trace/leaf_node.hpp>
#include <typegrad/trace/structure.hpp>
#include <typegrad/transform/rebuild.hpp>

namespace typegrad {

/// Room for a program while its size is not known. A larger graph is refused with a sentence.
inline constexpr graph_sizes program_limits{8192, 32768, 65536, 256, 1024};
using roomy_graph =
    frozen_graph<program_limits.nodes, program_limits.operands, program_limits.attributes,
                 program_limits.shapes, program_limits.outputs>;

/// The input node of one leaf.
template <class Leaf>
constexpr void make_input(graph_builder& graph, int& position, Leaf& leaf) {
  using traits = operand_traits<Leaf>;
  shape extents = traits::extents;
  if constexpr (is_open(traits::extents)) {
    graph.open.stretch = stretch_open_extent<typename traits::graph_type>;
    graph.open.equate = graph_builder::equate_extents;
    for (int axis = 0; axis < extents.rank; ++axis)
      if (is_open(extents.extents[axis]))
        extents.extents[axis] = graph.open.table.axis(position, axis, extents.extents[axis]);
  }
  leaf = Leaf(symbol{
      &graph, intern_input(graph, position, scalar_type_of<typename traits::scalar>, extents)});
  ++position;
}

/// An argument of type `X` as a traced value whose leaves are inputs `position`, `position + 1`,
/// ...
template <class X>
constexpr traced_type<X> make_traced(graph_builder& graph, int position) {
  traced_type<X> x{};
  for_each_leaf(x, [&](auto& leaf) { make_input(graph, position, leaf); });
  return x;
}

/// What a call of `F` with traced arguments gives.
template <class F, class... X>
using traced_result = std::remove_cvref_t<decltype(std::declval<F const&>()(
    std::declval<traced_type<X> const&>()...))>;

/// Calls `F` with traced arguments and keeps what its results need: `keep(graph)` is called with
/// the graph in which `frozen` stands.
template <class F, class... X, class Keep>
constexpr void trace_program(roomy_graph& frozen, Keep&& keep) {
  graph_builder traced_graph;
  constexpr int leaves[] = {count_leaves<traced_type<X>>()..., 0};
  auto const call = [&]<int... I>(std::integer_sequence<int, I...>) {
    int first[sizeof...(X) + 1]{};
    for (int i = 0; i < static_cast<int>(sizeof...(X)); ++i) first[i + 1] = first[i] + leaves[i];
    if constexpr (requires { typename F::is_transform; })
      traced_graph.fresh_inputs = first[sizeof...(X)];
    traced_graph.open.leaves = first[sizeof...(X)];
    return F{}(make_traced<X>(traced_graph, first[I])...);
  };
  auto const result = call(std::make_integer_sequence<int, sizeof...(X)>{});
  growing_array<int> outputs;
  for_each_leaf(result,
                [&](auto const& leaf) { outputs.push_back(node_of_leaf(traced_graph, leaf)); });
  if (traced_graph.mistaken) {
    frozen.sizes.nodes = -1;
    return;
  }
  list_view<int> const traced_outputs{outputs.items, outputs.count};
  growing_array<unsigned char> const needed = needed_nodes(traced_graph, traced_outputs);
  if (!has_alias(traced_graph, needed)) {
    freeze(traced_graph, {needed.items, needed.count}, traced_outputs, frozen);
    keep(traced_graph);
  } else {
    graph_builder rebuilt;
    growing_array<int> const made = rebuild(traced_graph, traced_outputs, rebuilt);
    list_view<int> const rebuilt_outputs{made.items, made.count};
    growing_array<unsigned char> const needed_again = needed_nodes(rebuilt, rebuilt_outputs);
    freeze(rebuilt, {needed_again.items, needed_again.count}, rebuilt_outputs, frozen);
    keep(rebuilt);
  }
}
template <class F, class... X>
constexpr roomy_graph trace_program() {
  roomy_graph frozen{};
  trace_program<F, X...>(frozen, [](graph_builder const&) {});
  return frozen;
}

/// The traced graph of `F` for arguments of types `X...`, in more room than it needs.
template <class F, class... X>
struct traced_program {
  static constexpr roomy_graph graph = trace_program<F, X...>();
};

/// Whether tracing comes to an end. Where it does not, the compiler says why, once: reading the
/// graph that has no value is no further error here.
template <class F, class... X>
concept Traceable =
    requires { typename std::bool_constant<(traced_program<F, X...>::graph.sizes.nodes != -2)>; };

/// Calls `F` once more, to stop at its mistake with few calls around it.
template <class F, class... X>
constexpr bool stop_at_mistake() {
  graph_builder graph;
  graph.stops_at_mistakes = true;
  F{}(make_traced<X>(graph, 0)...);
  return true;
}
template <class F, class... X>
struct function_with_mistake {
  static constexpr bool can_be_evaluated = stop_at_mistake<F, X...>();
};

}  // namespace typegrad

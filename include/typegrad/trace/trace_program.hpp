// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>
#include <typegrad/trace/member_words.hpp>
#include <typegrad/trace/node_of_leaf.hpp>
#include <typegrad/trace/structure.hpp>
#include <typegrad/trace/trace_paths.hpp>
#include <typegrad/transform/limits_of.hpp>
#include <typegrad/transform/rebuild.hpp>
#include <typegrad/transform/repeated_nodes.hpp>

namespace typegrad {

/// Room for a program while its size is not known. A larger graph is refused with a sentence.
inline constexpr graph_sizes program_limits{8192, 32768, 65536, 256, 1024};
using roomy_graph =
    frozen_graph<program_limits.nodes, program_limits.operands, program_limits.attributes,
                 program_limits.shapes, program_limits.outputs>;

/// What stands for the number of nodes where there is no graph.
inline constexpr int nodes_of_mistaken = -1;
inline constexpr int nodes_of_too_many_paths = -3;

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

/// An argument of type `Value` as a traced value whose leaves are inputs `position`, `position +
/// 1`, ...
template <class Value>
constexpr traced_type<Value> make_traced(graph_builder& graph, int position) {
  traced_type<Value> x{};
  for_each_leaf(x, [&](auto& leaf) { make_input(graph, position, leaf); });
  return x;
}

/// Not constexpr: the name is the message.
inline void a_value_made_in_the_body_of_a_loop_is_used_behind_the_loop() {}

/// What a call of `Function` with traced arguments gives.
template <class Function, class... Values>
using traced_result = std::remove_cvref_t<decltype(std::declval<Function const&>()(
    std::declval<traced_type<Values> const&>()...))>;

/// Calls `Function` with traced arguments and keeps what its results need: `keep(graph)` is called
/// with the graph in which `frozen` stands.
template <class Function, class... Values, class Keep>
constexpr void trace_program(roomy_graph& frozen, Keep&& keep, int most_calls = 0) {
  graph_builder traced_graph;
  traced_graph.most_calls = most_calls;
  if constexpr (requires { Function::rounds_as_written; }) traced_graph.rounds_as_written = true;
  constexpr int leaves[] = {count_leaves<traced_type<Values>>()..., 0};
  member_words members(0, words_of_data<Function>);
  auto const call = [&]<int... Index>(std::integer_sequence<int, Index...>) {
    int first[sizeof...(Values) + 1]{};
    for (int i = 0; i < static_cast<int>(sizeof...(Values)); ++i)
      first[i + 1] = first[i] + leaves[i];
    if constexpr (requires { typename Function::is_transform; })
      traced_graph.fresh_inputs =
          traced_graph.size() == 0 ? first[sizeof...(Values)] : traced_graph.size();
    traced_graph.open.leaves = first[sizeof...(Values)] + words_of_data<Function>;
    members.first_input = first[sizeof...(Values)];
    auto const function = traced_function<Function>(traced_graph, members);
    return function(make_traced<Values>(traced_graph, first[Index])...);
  };
  growing_array<int> outputs;
  trace_paths(traced_graph, outputs, [&](growing_array<int>& to) {
    auto const result = call(std::make_integer_sequence<int, sizeof...(Values)>{});
    for_each_leaf(result,
                  [&](auto const& leaf) { to.push_back(node_of_leaf(traced_graph, leaf)); });
  });
  if (traced_graph.mistaken || traced_graph.path.too_many) {
    frozen.sizes.nodes = traced_graph.path.too_many ? nodes_of_too_many_paths : nodes_of_mistaken;
    return;
  }
  list_view<int> const traced_outputs{outputs.items, outputs.count};
  if (traced_graph.path.repetitions > 0) {
    repeated_nodes const repeated = find_repeated_nodes(traced_graph);
    for (int const id : outputs)
      if (repeated.contains(id)) a_value_made_in_the_body_of_a_loop_is_used_behind_the_loop();
  }
  growing_array<unsigned char> const needed = needed_nodes(traced_graph, traced_outputs);
  // With vectors the sums of a product are others than those of a loop.
  constexpr plan_limits limits = limits_of<Function>();
  constexpr bool changes_products = TYPEGRAD_VECTOR_BYTES == 0 && limits.short_factor > 0;
  if (!has_alias(traced_graph, needed) && !has_shared_operand(traced_graph, needed) &&
      (!changes_products || !has_product(traced_graph, needed))) {
    freeze(traced_graph, {needed.items, needed.count}, traced_outputs, frozen);
    keep(traced_graph);
  } else {
    graph_builder rebuilt;
    rebuild_and_freeze(traced_graph, traced_outputs, rebuilt, frozen,
                       changes_products ? &limits : nullptr);
    keep(rebuilt);
  }
}
template <class Function, class... Values>
constexpr roomy_graph trace_program(int most_calls = 0) {
  roomy_graph frozen{};
  trace_program<Function, Values...>(frozen, [](graph_builder const&) {}, most_calls);
  return frozen;
}

/// Whether tracing comes to an end within `-fconstexpr-ops-limit` of GCC, `-fconstexpr-steps` of
/// clang: a no is no error here. GCC remembers what it has evaluated and takes 3 ms to read it once
/// more. Clang evaluates it again, so it is asked of transforms of transforms only.
#if defined(__clang__)
template <class Function, class... Values>
concept TracedToTheEnd = !requires { typename decltype(Function::f)::is_transformed; } || requires {
  typename std::bool_constant<(trace_program<Function, Values...>().sizes.nodes != -2)>;
};
#else
template <class Function, class... Values>
concept TracedToTheEnd = requires {
  typename std::bool_constant<(trace_program<Function, Values...>().sizes.nodes != -2)>;
};
#endif
/// Calls of operations that either compiler evaluates, whatever they are: with more of them tracing
/// ends in a sentence, where it would meet that limit.
inline constexpr int calls_within_limits = 600;

/// The traced graph of `Function` for arguments of types `Values...`, in more room than it needs.
template <class Function, class... Values>
struct traced_program {
  // One function for both cases, which GCC makes and evaluates once.
  static constexpr roomy_graph graph = trace_program<Function, Values...>(
      TracedToTheEnd<Function, Values...> ? 0 : calls_within_limits);
};

/// Whether tracing comes to an end. Where it does not, the compiler says why, once: reading the
/// graph that has no value is no further error here.
template <class Function, class... Values>
concept Traceable = requires {
  typename std::bool_constant<(traced_program<Function, Values...>::graph.sizes.nodes != -2)>;
};

/// Calls `Function` once more, to stop at its mistake with few calls around it.
template <class Function, class... Values>
constexpr bool stop_at_mistake() {
  graph_builder graph;
  graph.stops_at_mistakes = true;
  member_words members(0, words_of_data<Function>);
  auto const function = traced_function<Function>(graph, members);
  do callable(function)(make_traced<Values>(graph, 0)...);
  while (graph.path.next());
  return true;
}
template <class Function, class... Values>
struct function_with_mistake {
  static constexpr bool can_be_evaluated = stop_at_mistake<Function, Values...>();
};

/// Whether a program can hold all paths through the branches of `Function`; where not, the reason
/// is given.
template <class Function, class... Values>
constexpr auto has_few_paths() {
  constexpr bool are_few =
      traced_program<Function, Values...>::graph.sizes.nodes != nodes_of_too_many_paths;
  static_assert(are_few,
                "typegrad: a traced function has at most 64 paths through its `if`, `?:` and loops "
                "that ask for traced values; use tg::where(mask, a, b) for what is selected, "
                "tg::while_loop for loops, or tg::variable, whose branches run");
  return std::bool_constant<are_few>{};
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/trace/trace_program.hpp>

namespace typegrad {

// The graph of a function must be the same whatever its members are. It is traced with several
// fillings of them, every number that becomes a node being an input of its own, so that nothing is
// simplified: the graphs must be equal node by node, and each number must be the same one, or
// what stands at the same place of the object.

/// A graph of a function and the numbers that became nodes, in order.
struct observed_function {
  graph_builder graph;
  member_words members;
  growing_array<int> outputs;
  growing_array<double> numbers;
  growing_array<int> first_number;  ///< of each request, its numbers stand in `numbers`
  growing_array<scalar_type> types;
  growing_array<int> names;                 ///< of each request: the first one with equal numbers
  observed_function const* like = nullptr;  ///< whose names are taken

  constexpr observed_function(int words, word_filling const& filling,
                              observed_function const* known = nullptr)
      : graph(64), members(0, words), like(known) {
    members.filling = filling;
    members.observed = this;
  }
  constexpr observed_function(observed_function const&) = delete;

  /// Numbers that are equal are one, so that a mask that is asked again has its answer.
  constexpr int first_equal(int i) const {
    list_view<double> const wanted = request(i);
    for (int other = 0; other < i; ++other) {
      list_view<double> const known = request(other);
      bool same = types[other] == types[i] && known.count == wanted.count;
      for (int k = 0; same && k < wanted.count; ++k)
        same = std::bit_cast<word>(known[k]) == std::bit_cast<word>(wanted[k]);
      if (same) return other;
    }
    return i;
  }
  constexpr list_view<double> request(int i) const {
    int const end = i + 1 < first_number.count ? first_number[i + 1] : numbers.count;
    return {numbers.data() + first_number[i], end - first_number[i]};
  }
};

/// An input for each number that is asked for; the arguments are the first ones.
inline constexpr int first_observed_input = 1 << 20;
constexpr int observe_number(graph_builder& graph, scalar_type type, shape const& extents,
                             list_view<double> values) {
  observed_function& observed = *graph.members->observed;
  int const number = observed.types.count;
  observed.first_number.push_back(observed.numbers.count);
  observed.types.push_back(type);
  for (int i = 0; i < values.count; ++i) observed.numbers.push_back(values[i]);
  observed.names.push_back(observed.like == nullptr ? observed.first_equal(number)
                           : number < observed.like->names.count
                               ? observed.like->names.items[number]
                               : number);
  return intern_input(graph, first_observed_input + observed.names.back(), type, extents);
}

template <class Result>
constexpr void keep_outputs(observed_function& observed, Result const& result) {
  if constexpr (Structured<Result>)
    for_each_leaf(result, [&](auto const& leaf) {
      observed.outputs.push_back(node_of_leaf(observed.graph, leaf));
    });
}

/// Calls what `Function` calls: the user's function itself, not its derivatives, which follow from
/// its graph.
template <class Function, class... Values>
constexpr void observe(observed_function& observed) {
  graph_builder& graph = observed.graph;
  graph.members = &observed.members;
  graph.take_member = observe_number;
  Function const f = object_of_words<Function>(observed.members.filling);
  do {
    int position = 0;
    auto const next = [&]<class Value>(type_identity<Value>) {
      int const first = position;
      position += count_leaves<traced_type<Value>>();
      return make_traced<Value>(graph, first);
    };
    keep_outputs(observed, call_innermost(f, next(type_identity<Values>{})...));
  } while (!graph.path.too_many && graph.path.next());
}

/// Whether two graphs have equal nodes in the same order.
constexpr bool same_graph(observed_function const& a, observed_function const& b) {
  graph_builder const& x = a.graph;
  graph_builder const& y = b.graph;
  if (x.nodes.count != y.nodes.count || x.operands.count != y.operands.count ||
      x.attributes.count != y.attributes.count || x.shapes.count != y.shapes.count ||
      x.mistaken != y.mistaken || x.path.too_many != y.path.too_many ||
      a.types.count != b.types.count || a.outputs.count != b.outputs.count)
    return false;
  for (int i = 0; i < x.nodes.count; ++i)
    if (x.nodes[i].op != y.nodes[i].op || x.nodes[i].type != y.nodes[i].type ||
        x.nodes[i].shape_id != y.nodes[i].shape_id ||
        x.nodes[i].operand_count != y.nodes[i].operand_count)
      return false;
  for (int i = 0; i < x.operands.count; ++i)
    if (x.operands[i] != y.operands[i]) return false;
  for (int i = 0; i < x.attributes.count; ++i)
    if (x.attributes[i] != y.attributes[i]) return false;
  for (int i = 0; i < x.shapes.count; ++i)
    if (!(x.shapes[i] == y.shapes[i])) return false;
  for (int i = 0; i < a.outputs.count; ++i)
    if (a.outputs[i] != b.outputs[i]) return false;
  return true;
}

}  // namespace typegrad

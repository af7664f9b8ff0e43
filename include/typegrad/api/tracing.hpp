// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/compiled.hpp>
#include <typegrad/transform/stand_in.hpp>

namespace typegrad {

/// Whether an argument carries traced values.
template <class X>
inline constexpr bool is_being_traced = !std::is_same_v<plain_type<X>, X>;

/// The graph that a list of traced arguments belongs to.
template <class... X>
constexpr graph_builder& graph_of_arguments(X const&... x) {
  graph_builder* graph = nullptr;
  auto const look = [&](auto const& leaf) {
    if constexpr (requires { operand_traits<std::remove_cvref_t<decltype(leaf)>>::graph_of(leaf); })
      if (graph == nullptr) graph = operand_traits<std::remove_cvref_t<decltype(leaf)>>::graph_of(leaf);
  };
  (for_each_leaf(x, look), ...);
  if (graph == nullptr) shapes_must_fit("a nested transform needs a traced argument");
  return *graph;
}

/// A leaf as a node.
template <class Leaf>
constexpr int node_of_leaf(graph_builder& graph, Leaf const& leaf) {
  return operand_traits<Leaf>::node_in(graph, leaf).id;
}

/// The same value under fresh names, so that it can be differentiated with respect to.
template <class X>
constexpr traced_type<X> with_stand_ins(graph_builder& graph, X const& x, growing_array<int>& names) {
  growing_array<int> nodes;
  for_each_leaf(x, [&](auto const& leaf) {
    using leaf_type = std::remove_cvref_t<decltype(leaf)>;
    if constexpr (Scalar<leaf_type>)
      nodes.push_back(make_literal(graph, scalar_type_of<leaf_type>, static_cast<double>(leaf)).id);
    else
      nodes.push_back(node_of_leaf(graph, leaf));
  });
  traced_type<X> renamed{};
  int next = 0;
  for_each_leaf(renamed, [&](auto& leaf) {
    names.push_back(intern_stand_in(graph, nodes[next++]));
    leaf = std::remove_cvref_t<decltype(leaf)>(symbol{&graph, names.back()});
  });
  return renamed;
}

/// A value of type `X` whose leaves are the given nodes; a missing one (-1) is zero.
template <class X>
constexpr X value_from_nodes(graph_builder& graph, int const*& next) {
  X x{};
  for_each_leaf(x, [&](auto& leaf) {
    using traits = operand_traits<std::remove_cvref_t<decltype(leaf)>>;
    int id = *next++;
    if (id < 0) id = intern_literal(graph, scalar_type_of<typename traits::scalar>, traits::extents, 0.0);
    leaf = std::remove_cvref_t<decltype(leaf)>(symbol{&graph, id});
  });
  return x;
}

/// The base of every callable that a transform returns: with numbers it runs its program, with traced
/// values it is one more piece of the function that is being traced, so transforms nest.
template <class Self>
struct transformed {
  template <class... X>
  constexpr auto operator()(X const&... x) const {
    if constexpr ((is_being_traced<X> || ...))
      return Self::trace(x...);
    else
      return compiled<Self, X...>::run(x...);
  }
};

}  // namespace typegrad

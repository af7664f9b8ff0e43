// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/expression/merged_graph.hpp>
#include <typegrad/meta/late_binding.hpp>

namespace typegrad {

template <class Op>
struct attributes_of_operation {
  using operation = Op;
  static constexpr list_view<word> words{nullptr, 0};
};
template <class Op, word... Attributes>
struct attributes_of_operation<with<Op, Attributes...>> {
  using operation = Op;
  static constexpr word list[] = {Attributes..., 0};
  static constexpr list_view<word> words{list, sizeof...(Attributes)};
};

/// A short name for a graph: a hash of its structure, and the operations in it.
///
/// It stands for the graph in the types of expressions and of the code that is generated for them:
/// sixty levels of `e = e * e`, named in full, are 220 KB of debug information (GCC 12 -g). The
/// operations are there because a user's may be local to a file, and its code must be, too.
template <std::uint64_t Hash, class... Op>
struct graph_key {};

template <class Name>
struct named_graph {
  using type = bound_type<Name>;
};
template <class... Node>
struct named_graph<graph<Node...>> {
  using type = graph<Node...>;
};
/// The graph that a key stands for. Variables and literals are named in full.
template <class Name>
using graph_named = typename named_graph<Name>::type;

template <class Node>
struct operation_of_node {
  static constexpr std::uint64_t hash = 0;
};
template <class Op, int... Operand>
struct operation_of_node<node<Op, Operand...>> {
  using type = typename attributes_of_operation<Op>::operation;
  static constexpr std::uint64_t hash = type_hash<type>;
};

/// The numbers of nodes with an operation that no earlier node has.
template <int Count>
struct first_uses {
  int node[Count]{};
  int count = 0;
};
template <int Count>
constexpr first_uses<Count> find_first_uses(std::uint64_t const (&operations)[Count]) {
  first_uses<Count> uses;
  for (int i = 0; i < Count; ++i) {
    bool known = operations[i] == 0;
    for (int k = 0; k < uses.count && !known; ++k)
      known = operations[uses.node[k]] == operations[i];
    if (!known) uses.node[uses.count++] = i;
  }
  return uses;
}
template <int Count>
constexpr std::uint64_t hash_of_nodes(node_key const (&keys)[Count]) {
  std::uint64_t hash = Count;
  for (node_key const& key : keys) hash = mix(hash, hash_of_node(key, nullptr));
  return hash;
}

template <class Graph>
struct key_of_graph;
template <class... Node>
struct key_of_graph<graph<Node...>> {
  static constexpr std::uint64_t operations[] = {operation_of_node<Node>::hash...};
  static constexpr auto uses = find_first_uses(operations);

  template <int... Index>
  static auto make(std::integer_sequence<int, Index...>)
      -> graph_key<hash_of_nodes(graph_nodes<graph<Node...>>::keys),
                   typename operation_of_node<typename graph_nodes<graph<Node...>>::template at<
                       uses.node[Index]>>::type...>;
  using type = typename late_binding<decltype(make(std::make_integer_sequence<int, uses.count>{})),
                                     graph<Node...>>::key;
};

}  // namespace typegrad

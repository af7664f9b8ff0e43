// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/graph.hpp>
#include <typegrad/op/make_operation.hpp>

#include <utility>

namespace typegrad {

/// A node of a graph type, as far as merging looks at it.
struct node_key {
  std::uint64_t hash;  ///< of the operation and its attributes, or of the whole leaf
  int const* operands;
  int operand_count;
};

template <class Value>
inline constexpr std::uint64_t type_hash = hash_of(name_of_type<Value>());

template <class Node>
struct node_type {
  static constexpr node_key key{type_hash<Node>, nullptr, 0};
  template <auto const& Place>
  using renumbered = Node;
};
template <class Op, int... Operand>
struct node_type<node<Op, Operand...>> {
  static constexpr int operands[] = {Operand..., 0};
  static constexpr node_key key{type_hash<Op>, operands, sizeof...(Operand)};
  template <auto const& Place>
  using renumbered = node<Op, Place.number[Operand]...>;
};

constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
  return hash ^ (hash >> 29);
}

/// Type number I of a list, in one instantiation for each list.
template <int Index, class Value>
struct indexed_type {};
template <class Numbers, class... Values>
struct indexed_types;
template <int... Index, class... Values>
struct indexed_types<std::integer_sequence<int, Index...>, Values...>
    : indexed_type<Index, Values>... {};
template <int Index, class Value>
type_identity<Value> type_number(indexed_type<Index, Value>*);

template <class Graph>
struct graph_nodes;
template <class... Node>
struct graph_nodes<graph<Node...>> {
  static constexpr int count = sizeof...(Node);
  static constexpr node_key keys[] = {node_type<Node>::key...};
  using indexed = indexed_types<std::make_integer_sequence<int, count>, Node...>;
  template <int Index>
  using at = typename decltype(type_number<Index>(static_cast<indexed*>(nullptr)))::type;
};

/// Where the nodes of a graph stand after it is merged into another, and which of them are new
/// there.
template <int Count>
struct merged_places {
  int number[Count]{};
  int fresh[Count]{};
  int fresh_count = 0;
};

constexpr std::uint64_t hash_of_node(node_key const& key, int const* place) {
  std::uint64_t hash = key.hash;
  for (int i = 0; i < key.operand_count; ++i)
    hash = mix(hash, static_cast<std::uint64_t>(place == nullptr ? key.operands[i]
                                                                 : place[key.operands[i]]));
  return hash;
}

template <int OldCount, int Count>
constexpr merged_places<Count> merge_nodes(node_key const (&old)[OldCount],
                                           node_key const (&added)[Count]) {
  constexpr int table_size = 4 * (OldCount + Count);
  std::uint64_t hashes[table_size]{};
  int numbers[table_size]{};  // one more than the node's number
  merged_places<Count> places;
  auto const slot_of = [&](std::uint64_t hash) {
    int slot = static_cast<int>(hash % table_size);
    while (numbers[slot] != 0 && hashes[slot] != hash) slot = slot + 1 == table_size ? 0 : slot + 1;
    return slot;
  };
  for (int i = 0; i < OldCount; ++i) {
    std::uint64_t const hash = hash_of_node(old[i], nullptr);
    int const slot = slot_of(hash);
    hashes[slot] = hash;
    numbers[slot] = i + 1;
  }
  for (int i = 0; i < Count; ++i) {
    std::uint64_t const hash = hash_of_node(added[i], places.number);
    int const slot = slot_of(hash);
    if (numbers[slot] == 0) {
      hashes[slot] = hash;
      numbers[slot] = OldCount + places.fresh_count + 1;
      places.fresh[places.fresh_count++] = i;
    }
    places.number[i] = numbers[slot] - 1;
  }
  return places;
}

/// Two graphs as one: the nodes of the first, then those of the second that are new. `root` is the
/// place of the second's last node.
template <class Left, class Right>
struct merged_graph;
template <class... Old, class Right>
struct merged_graph<graph<Old...>, Right> {
  static constexpr auto places =
      merge_nodes(graph_nodes<graph<Old...>>::keys, graph_nodes<Right>::keys);
  static constexpr int root = places.number[graph_nodes<Right>::count - 1];

  template <class Fresh>
  struct with_fresh;
  template <int... Index>
  struct with_fresh<std::integer_sequence<int, Index...>> {
    using type = graph<Old..., typename node_type<typename graph_nodes<Right>::template at<
                                   places.fresh[Index]>>::template renumbered<places>...>;
  };
  using type = typename with_fresh<std::make_integer_sequence<int, places.fresh_count>>::type;
};
template <class... Node>
struct merged_graph<graph<Node...>, graph<Node...>> {
  static constexpr int root = sizeof...(Node) - 1;
  using type = graph<Node...>;
};

/// The graphs of several operands as one, and the places of their last nodes.
template <class Graph, int... Root>
struct merged_operands {
  using type = Graph;
  template <class Right>
  using add = merged_operands<typename merged_graph<Graph, Right>::type, Root...,
                              merged_graph<Graph, Right>::root>;
};

template <class Merged, class... Others>
struct merge_operands {
  using type = Merged;
};
template <class Merged, class First, class... Others>
struct merge_operands<Merged, First, Others...>
    : merge_operands<typename Merged::template add<First>, Others...> {};

/// The graph of `Op` over expressions with the graphs `Left, Others...`.
template <class Op, bool Commutative, class Merged>
struct graph_with_node;
template <class Op, bool Commutative, class... Node, int... Root>
struct graph_with_node<Op, Commutative, merged_operands<graph<Node...>, Root...>> {
  using type = graph<Node..., node<Op, Root...>>;
};
template <class Op, class... Node, int First, int Second>
struct graph_with_node<Op, true, merged_operands<graph<Node...>, First, Second>> {
  using type =
      graph<Node...,
            node<Op, (First < Second ? First : Second), (First < Second ? Second : First)>>;
};

template <class Op, bool Commutative, class... Values>
struct applied_graph;
template <class Op, bool Commutative, class Left, class... Others>
struct applied_graph<Op, Commutative, Left, Others...>
    : graph_with_node<Op, Commutative,
                      typename merge_operands<merged_operands<Left, graph_nodes<Left>::count - 1>,
                                              Others...>::type> {};

}  // namespace typegrad

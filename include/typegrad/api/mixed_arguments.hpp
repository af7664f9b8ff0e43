// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/tensor/mixed_tensor.hpp>

namespace typegrad {

/// The shapes of the leaves of the arguments of a call, in order, of which there are `Leaves`.
template <int Leaves>
struct argument_shapes {
  static constexpr int most_extents = Leaves * max_rank + 1;

  shape shapes[Leaves + 1]{};  ///< of leaves with open extents as they are; of others empty, their types know them
  int count = 0;
  index_t open[most_extents];  ///< the open extents alone: what tells one recording from another
  int open_count = 0;

  list_view<index_t> open_extents() const { return {open, open_count}; }

  /// errors    shape_error where an extent is not the one that has its name already
  template <class Leaf>
  void add(Leaf const& leaf, int argument, int arguments) {
    if constexpr (has_open_leaves<Leaf>) {
      shapes[count] = leaf.shape();
      for (int axis = 0; axis < Leaf::rank; ++axis) {
        index_t const extent = Leaf::extents.extents[axis];
        if (!is_open(extent)) continue;
        open[open_count++] = shapes[count].extents[axis];
        if (is_named(extent)) require_name({extent, open[open_count - 1], argument, count}, arguments);
      }
    }
    ++count;
  }

 private:
  /// Where an extent with a name was first seen.
  struct seen_extent {
    index_t name;
    index_t extent;
    int argument;
    int leaf;
  };
  void require_name(seen_extent const& next, int arguments) {
    for (int i = 0; i < named_count_; ++i) {
      seen_extent const& before = named_[i];
      if (before.name != next.name) continue;
      if (before.extent == next.extent) return;
      sentence words = words_of_call("f", {}, arguments);
      words.add(": extents named ").add(name_of_extent(next.name).text).add(" must be equal; ");
      words.add(words_of_operand(before.argument, shapes[before.leaf])).add(", ");
      words.add(words_of_operand(next.argument, shapes[next.leaf]));
      throw shape_error(words.text);
    }
    named_[named_count_++] = next;
  }

  seen_extent named_[most_extents];
  int named_count_ = 0;
};

/// The number of tensors and numbers in arguments of these types.
template <class... X>
inline constexpr int leaves_of_arguments = (0 + ... + count_leaves<traced_type_in<X, dynamic_graph>>());

/// errors    shape_error where extents of one name differ
template <class... X>
argument_shapes<leaves_of_arguments<X...>> shapes_of_arguments(X const&... x) {
  argument_shapes<leaves_of_arguments<X...>> all;
  int argument = 0;
  auto const add = [&](auto const& leaf) { all.add(leaf, argument, static_cast<int>(sizeof...(X))); };
  ((for_each_leaf(x, add), ++argument), ...);
  return all;
}

/// An argument as a traced value whose leaves are inputs `position`, `position + 1`, ... with these shapes.
template <class X, class Graph>
traced_type_in<X, Graph> make_open_input(Graph& graph, int position, shape const* shapes) {
  traced_type_in<X, Graph> x{};
  for_each_leaf(x, [&](auto& leaf) {
    using leaf_type = std::remove_cvref_t<decltype(leaf)>;
    using traits = operand_traits<leaf_type>;
    shape const extents = is_open(traits::extents) ? shapes[position] : traits::extents;
    leaf = leaf_type(symbol_in(graph, intern_input(graph, position, scalar_type_of<typename traits::scalar>, extents)));
    ++position;
  });
  return x;
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/tracing.hpp>
#include <typegrad/tensor/mixed_tensor.hpp>

namespace typegrad {

/// Where an extent with a name was first seen among the arguments of a call.
struct seen_extent {
  index_t name = 0;
  index_t extent = 0;
  int argument = 0;
  shape whole{};
};

/// The shapes of the leaves of the arguments of a call, in order.
struct argument_shapes {
  growing_array<shape> shapes;        ///< of leaves with open extents as they are; of others empty, their types know them
  growing_array<index_t> open;        ///< the open extents alone: what tells one recording from another
  growing_array<seen_extent> named;

  template <class Leaf>
  void add(Leaf const& leaf, int argument, int arguments) {
    if constexpr (has_open_leaves<Leaf>) {
      shapes.push_back(leaf.shape());
      for (int axis = 0; axis < Leaf::rank; ++axis) {
        index_t const extent = Leaf::extents.extents[axis];
        if (!is_open(extent)) continue;
        open.push_back(leaf.shape().extents[axis]);
        if (is_named(extent)) require_name({extent, open[open.size() - 1], argument, leaf.shape()}, arguments);
      }
    } else {
      shapes.push_back(shape{});
    }
  }

 private:
  /// Equal names stand for equal extents.
  void require_name(seen_extent const& next, int arguments) {
    for (seen_extent const& before : named) {
      if (before.name != next.name) continue;
      if (before.extent == next.extent) return;
      sentence words = words_of_call("f", {}, arguments);
      words.add(": extents named ").add(name_of_extent(next.name).text).add(" must be equal; ");
      words.add(words_of_operand(before.argument, before.whole)).add(", ").add(words_of_operand(next.argument, next.whole));
      throw shape_error(words.text);
    }
    named.push_back(next);
  }
};

/// errors    shape_error where extents of one name differ
template <class... X>
argument_shapes shapes_of_arguments(X const&... x) {
  argument_shapes all;
  int argument = 0;
  auto const add = [&](auto const& leaf) { all.add(leaf, argument, static_cast<int>(sizeof...(X))); };
  ((for_each_leaf(x, add), ++argument), ...);
  return all;
}

/// An argument as a traced value whose leaves are inputs `position`, `position + 1`, ... with these shapes.
template <class X, class Graph>
traced_type_in<X, Graph> make_open_input(Graph& graph, int position, growing_array<shape> const& shapes) {
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

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_extents.hpp>
#include <typegrad/shape/value_of_extent.hpp>

namespace typegrad {

/// A graph with numbers in the place of its open extents.
template <class Graph, class Extents>
constexpr Graph graph_with_numbers(Graph graph, Extents const& extents, index_t const* factors) {
  for (int i = 0; i < graph.sizes.shapes; ++i) {
    graph.was_open[i] = is_open(graph.shapes[i]);
    graph.shapes[i] = with_values(extents, factors, graph.shapes[i]);
  }
  for (int id = 0; id < graph.sizes.nodes; ++id) {
    node_record const& node = graph.nodes[id];
    if (!may_have_extents(node.op->kind)) continue;
    for (int i = node.first_attribute; i < node.first_attribute + node.attribute_count; ++i)
      graph.attributes[i] =
          value_of_extent(extents, factors, static_cast<index_t>(graph.attributes[i]));
  }
  return graph;
}

/// Numbers that stand for the factors of extents which are not known yet, in two sets: what is
/// equal for both does not depend on the extents. No equation holds among them that does not always
/// hold, all are above what is written out element by element, and the elements of such tensors can
/// be counted.
struct trial_factors {
  int set = 0;
  int axes = 0;  ///< that are not known
  int next_axis = 0;
  int next_other = 0;

  /// A prime, times a number that many others divide.
  constexpr index_t axis() {
    constexpr index_t primes[2][8] = {{101, 103, 107, 109, 113, 127, 131, 137},
                                      {139, 149, 151, 157, 163, 167, 173, 179}};
    int const which = next_axis++;
    return (which < 8 ? primes[set][which] : 181 + 2 * which + set) * (axes <= 3   ? 2520
                                                                       : axes <= 4 ? 60
                                                                       : axes <= 6 ? 4
                                                                                   : 1);
  }
  /// Less than an axis, of which it may be a part.
  constexpr index_t other() {
    constexpr index_t primes[2][3] = {{67, 71, 73}, {79, 83, 89}};
    return primes[set][next_other++ % 3];
  }
  /// A range of constant bounds is not known, although a long axis would say so; nor is a quotient
  /// that does not come out even here.
  template <class Extents>
  constexpr index_t value(Extents const& extents, index_t const* factors, int i) {
    extent_factor const& factor = extents.factors[i];
    switch (factor.kind) {
      case extent_kind::axis:
        return axis();
      case extent_kind::minimum:
      case extent_kind::range_count:
      case extent_kind::range_start:
        return other();
      case extent_kind::quotient: {
        index_t const a = value_of_extent(extents, factors, factor.a);
        index_t const b = value_of_extent(extents, factors, factor.b);
        if (b == 0 || a % b != 0) return other();
        break;
      }
      default:
        break;
    }
    return value_of_factor(extents, factors, i);
  }
};

/// `graph` with such numbers.
template <class Graph, class Extents>
constexpr Graph trial_graph(Graph const& graph, Extents const& extents, int set) {
  trial_factors trial{set};
  for (int i = 0; i < extents.sizes.factors; ++i)
    trial.axes += extents.factors[i].kind == extent_kind::axis ? 1 : 0;
  index_t factors[Extents::room.factors + 1]{};
  for (int i = 0; i < extents.sizes.factors; ++i) factors[i] = trial.value(extents, factors, i);
  return graph_with_numbers(graph, extents, factors);
}

}  // namespace typegrad

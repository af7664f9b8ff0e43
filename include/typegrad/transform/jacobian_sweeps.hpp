// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/differentiate.hpp>
#include <typegrad/transform/push_forward.hpp>

namespace typegrad {

/// The derivatives of every number of a result with respect to every number of arguments: one sweep
/// for each row (reverse) or for each column (forward), each with a seed that is one in one place.
/// What multiplies the zeros of a seed is never recorded.
struct jacobian_sweeps {
  graph_builder const& graph;
  growing_array<int> const& outputs;
  growing_array<int> const& names;
  bool reverse;
  growing_array<int> made{};  ///< reverse: names for each row; forward: outputs for each column

  template <class Graph>
  constexpr void run(Graph& own) {
    growing_array<int> const& seeded = reverse ? outputs : names;
    growing_array<int> const& answers = reverse ? names : outputs;
    for (int k = 0; k < seeded.size(); ++k) {
      shape const extents = own.shape_of(seeded[k]);
      for (index_t i = 0; i < extents.size(); ++i) {
        if (reverse) append(own, row(own, seeded[k], i), answers);
        else append(own, column(own, seeded[k], i), answers);
      }
    }
  }
  template <class Graph>
  constexpr void append(Graph& own, growing_array<int> const& sweep,
                        growing_array<int> const& answers) {
    for (int a = 0; a < answers.size(); ++a)
      made.push_back(sweep[a] >= 0 ? sweep[a] : zero_like(own, answers[a]));
  }
  template <class Graph>
  constexpr growing_array<int> row(Graph& own, int output, index_t position) const {
    auto const one = make_literal(own, own.node(output).type, 1.0);
    auto const whole = symbol_in(own, output);
    int const element = whole.rank() == 0 ? output : element_of(whole, position).id;
    return differentiate(own, {&element, 1}, {&one.id, 1}, {names.data(), names.size()});
  }
  template <class Graph>
  constexpr growing_array<int> column(Graph& own, int name, index_t position) const {
    auto const one = symbol_in(own, make_literal(own, own.node(name).type, 1.0).id);
    int const seed = place_number(one, shape(own.shape_of(name)), position).id;
    return push_forward(own, {&name, 1}, {&seed, 1}, {outputs.data(), outputs.size()});
  }

  /// The first row or column of leaf `k` of what was seeded.
  constexpr int first_sweep(int k) const {
    int first = 0;
    for (int i = 0; i < k; ++i)
      first += static_cast<int>(graph.shape_of((reverse ? outputs : names)[i]).size());
    return first;
  }
  /// The derivative of output leaf `k` with respect to argument leaf `j`: the axes of both.
  template <class Graph>
  constexpr int of_leaves(Graph& own, int k, int j) const {
    int const seeded = reverse ? k : j;
    int const answer = reverse ? j : k;
    int const width = reverse ? names.size() : outputs.size();
    shape const over = own.shape_of((reverse ? outputs : names)[seeded]);
    growing_array<decltype(symbol_in(own, 0))> blocks(static_cast<int>(over.size()));
    for (int i = 0; i < blocks.size(); ++i)
      blocks[i] = symbol_in(own, made[(first_sweep(seeded) + i) * width + answer]);
    if (over.rank == 0) return blocks[0].id;
    return (reverse ? stack_blocks(blocks, over, shape{}) : stack_blocks(blocks, shape{}, over)).id;
  }
};

}  // namespace typegrad

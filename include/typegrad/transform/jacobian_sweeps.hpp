// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/transform/number_slopes.hpp>
#include <typegrad/transform/push_forward.hpp>

namespace typegrad {

/// The derivatives of every number of a result with respect to every number of arguments: one sweep
/// for each row (reverse) or for each column (forward), each with a seed that is one in one place.
/// What multiplies the zeros of a seed is never recorded.
struct jacobian_sweeps {
  static constexpr int least_accumulated = 4;  ///< sweeps; fewer gained 2 % at most

  graph_builder const& graph;
  growing_array<int> const& outputs;
  growing_array<int> const& names;
  bool reverse;
  growing_array<int> made{};  ///< reverse: names for each row; forward: outputs for each column

  template <class Graph>
  constexpr void run(Graph& own) {
    growing_array<int> const& seeded = reverse ? outputs : names;
    growing_array<int> const& answers = reverse ? names : outputs;
    if (sweeps_of(own) >= least_accumulated) {
      auto const found = number_slopes<Graph>::find(own, outputs, names, reverse);
      if (found.count != 0) return put_together(own, found);
    }
    for (int k = 0; k < seeded.size(); ++k) {
      shape const extents = own.shape_of(seeded[k]);
      for (index_t i = 0; i < extents.size(); ++i) {
        if (reverse) append(own, row(own, seeded[k], i), answers);
        else append(own, column(own, seeded[k], i), answers);
      }
    }
  }
  /// The same where the results are the gradient by the same arguments, whose derivatives are
  /// symmetric: a sweep computes what is not above the diagonal. Of a gradient that is no list of
  /// numbers all is computed.
  template <class Graph>
  constexpr void run_symmetric(Graph& own) {
    growing_array<int> numbers;
    if (reverse || own.has_open_extents() || !list_numbers(own, numbers)) return run(own);
    int const count = numbers.size();
    growing_array<int> found(count * count, -1);
    int column = 0;
    for (int const name : names)
      for (index_t i = 0; i < own.shape_of(name).size(); ++i, ++column) {
        growing_array<int> rows;
        growing_array<int> ids;
        for (int row = column; row < count; ++row) {
          if (numbers[row] < 0) continue;
          rows.push_back(row);
          ids.push_back(numbers[row]);
        }
        growing_array<int> const moved = tangents(own, name, i, {ids.data(), ids.size()});
        for (int k = 0; k < rows.size(); ++k)
          found[column * count + rows[k]] = found[rows[k] * count + column] = moved[k];
      }
    put_together(own, found);
  }
  /// The sweeps, whose elements are known: `found` has a row for each number of the results.
  template <class Graph>
  constexpr void put_together(Graph& own, growing_array<int> const& found) {
    int const sweeps = sweeps_of(own);
    int const columns = reverse ? found.size() / sweeps : sweeps;
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      int next = reverse ? sweep * columns : sweep;
      for (int const answer : reverse ? names : outputs) {
        growing_array<decltype(symbol_in(own, 0))> elements;
        for (index_t i = 0; i < own.shape_of(answer).size(); ++i, next += reverse ? 1 : columns)
          elements.push_back(found[next] >= 0 ? symbol_in(own, found[next])
                                              : make_literal(own, own.node(answer).type, 0.0));
        shape const extents = own.shape_of(answer);
        made.push_back(extents.rank == 0 ? elements[0].id : stack_of_scalars(elements, extents).id);
      }
    }
  }
  template <class Graph>
  constexpr int sweeps_of(Graph const& own) const {
    index_t sweeps = 0;
    for (int const id : reverse ? outputs : names) sweeps += own.shape_of(id).size();
    return static_cast<int>(sweeps);
  }
  /// The numbers that the results consist of, -1 for a zero of the structure; false where they are
  /// more than numbers, or of several types.
  template <class Graph>
  constexpr bool list_numbers(Graph const& own, growing_array<int>& numbers) const {
    for (int const output : outputs) {
      int const first = numbers.size();
      node_record const& node = own.node(output);
      if (node.type != own.node(outputs[0]).type) return false;
      numbers.resize(first + static_cast<int>(own.shape_of(output).size()));
      for (int i = first; i < numbers.size(); ++i) numbers[i] = -1;
      if (node.shape_id == 0) {
        numbers[first] = output;
        continue;
      }
      if (node.op->kind != operation_kind::join) return false;
      for (int which = 0; which < node.operand_count; ++which) {
        int const part = own.operand(output, which);
        if (own.node(part).shape_id != 0) return false;
        auto const region = node.op->region(which, own.shape_of(output), own.attributes_of(output));
        numbers[first + static_cast<int>(region.offset)] = part;
      }
    }
    return true;
  }
  template <class Graph>
  constexpr void append(Graph& own, growing_array<int> const& sweep,
                        growing_array<int> const& answers) {
    for (int a = 0; a < answers.size(); ++a) made.push_back(or_zero(own, sweep[a], answers[a]));
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
    return tangents(own, name, position, {outputs.data(), outputs.size()});
  }
  template <class Graph>
  static constexpr growing_array<int> tangents(Graph& own, int name, index_t position,
                                               list_view<int> of) {
    auto const one = symbol_in(own, make_literal(own, own.node(name).type, 1.0).id);
    int const seed = place_number(one, shape(own.shape_of(name)), position).id;
    return push_forward(own, {&name, 1}, {&seed, 1}, of);
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

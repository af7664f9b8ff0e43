// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/repetition_layout.hpp>
#include <typegrad/op/symbol.hpp>
#include <typegrad/transform/part_of_repetition.hpp>

namespace typegrad {

constexpr void append_all(growing_array<int>& to, growing_array<int> const& from) {
  for (int const id : from) to.push_back(id);
}

/// A repetition that is put together, as lists of nodes.
struct repetition_builder {
  graph_builder& graph;
  repetition_layout layout{};
  growing_array<int> carried{};    ///< first values
  growing_array<int> sequences{};  ///< with one more axis in front than their parameters
  growing_array<int> count{};
  growing_array<int> parameters{};  ///< of what is carried
  growing_array<int> row_parameters{};
  growing_array<int> number{};
  growing_array<int> results{};  ///< of what is carried
  growing_array<int> rows{};
  growing_array<int> condition{};
  int next_number = 0;

  constexpr int make_parameter(scalar_type type, shape const& extents) {
    word const words[] = {layout.serial, layout.generation, next_number++};
    return graph.intern(parameter_node, type, graph.intern_shape(extents), {}, {words, 3});
  }
  constexpr int make_parameter_like(int id) {
    shape const extents = graph.shape_of(id);
    return make_parameter(graph.node(id).type, extents);
  }
  constexpr void carry(int first, int parameter, int result) {
    carried.push_back(first);
    parameters.push_back(parameter);
    results.push_back(result);
  }

  constexpr growing_array<int> all_parameters() const {
    growing_array<int> all = parameters;
    append_all(all, row_parameters);
    append_all(all, number);
    return all;
  }
  constexpr growing_array<int> all_results() const {
    growing_array<int> all = results;
    append_all(all, rows);
    append_all(all, condition);
    return all;
  }
  /// The words and the operands of the node, with what the part captures.
  constexpr growing_array<int> finish() {
    growing_array<int> const given = all_parameters();
    growing_array<int> const made = all_results();
    growing_array<int> const captured =
        find_reads(graph, {given.data(), given.count}, {made.data(), made.count}).captured;
    layout.carried = carried.count;
    layout.sequences = sequences.count;
    layout.captured = captured.count;
    layout.rows = rows.count;
    layout.counted = count.count != 0;
    layout.numbered = number.count != 0;
    layout.ends_early = condition.count != 0;
    growing_array<int> operands = carried;
    append_all(operands, sequences);
    append_all(operands, captured);
    append_all(operands, count);
    append_all(operands, given);
    append_all(operands, made);
    return operands;
  }

  /// The repetition with these words and operands, taken apart again.
  static constexpr repetition_builder of(graph_builder& graph, repetition_layout const& layout,
                                         list_view<int> operands) {
    repetition_builder made{graph, layout};
    auto const take = [&](growing_array<int>& to, int first, int how_many) {
      for (int i = first; i < first + how_many; ++i) to.push_back(operands[i]);
    };
    take(made.carried, 0, layout.carried);
    take(made.sequences, layout.carried, layout.sequences);
    take(made.count, layout.visible() - 1, layout.counted ? 1 : 0);
    take(made.parameters, layout.first_parameter(), layout.carried);
    take(made.row_parameters, layout.first_parameter() + layout.carried, layout.sequences);
    take(made.number, layout.first_result() - 1, layout.numbered ? 1 : 0);
    take(made.results, layout.first_result(), layout.carried);
    take(made.rows, layout.first_result() + layout.carried, layout.rows);
    take(made.condition, layout.first_result() + layout.carried + layout.rows,
         layout.ends_early ? 1 : 0);
    return made;
  }
  static constexpr repetition_builder of(graph_builder& graph, int node) {
    growing_array<int> operands;  // a copy: making nodes moves the graph's pools
    for (int const id : graph.operands_of(node)) operands.push_back(id);
    return of(graph, repetition_layout(graph.attributes_of(node)),
              {operands.data(), operands.count});
  }
};

}  // namespace typegrad

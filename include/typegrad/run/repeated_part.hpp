// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/leaf_list.hpp>
#include <typegrad/transform/make_plan.hpp>
#include <typegrad/transform/part_of_repetition.hpp>

namespace typegrad {

template <class Program>
struct compiled_memory;

/// The places of a list of nodes, one behind the other within their scalar type.
template <int Count>
struct packed_places {
  index_t offset[Count > 0 ? Count : 1]{};
  int total[scalar_type_count]{};

  template <class Graph>
  constexpr packed_places(Graph const& graph, int node, int first) {
    for (int i = 0; i < Count; ++i) {
      int const id = graph.operand(node, first + i);
      int& end = total[static_cast<int>(graph.nodes[id].type)];
      offset[i] = end;
      end += static_cast<int>(graph.shape_of(id).size());
    }
  }
};
template <auto const& Places, class Numbers>
using slots_of_places = slots<Places.total[0], Places.total[1], Places.total[2], Places.total[3],
                              Places.total[4], Numbers>;

/// The types of the inputs of a part: its parameters, then what it captures; and of its results.
template <int Count, class Graph>
constexpr leaf_list<Count> list_inputs_of_part(Graph const& graph, int node,
                                               repetition_layout const& layout) {
  leaf_list<Count> list{};
  for (int i = 0; i < Count; ++i) {
    int const which = i < layout.parameters() ? layout.first_parameter() + i
                                              : layout.first_captured() + i - layout.parameters();
    list.type[i] = graph.nodes[graph.operand(node, which)].type;
    list.number[i] = list.count[static_cast<int>(list.type[i])]++;
  }
  return list;
}
template <int Count, class Graph>
constexpr leaf_list<Count> list_results_of_part(Graph const& graph, int node,
                                                repetition_layout const& layout) {
  leaf_list<Count> list{};
  for (int i = 0; i < Count; ++i) {
    list.type[i] = graph.nodes[graph.operand(node, layout.first_result() + i)].type;
    list.number[i] = list.count[static_cast<int>(list.type[i])]++;
  }
  return list;
}

/// The part of repetition `Node` of a program as a program: what one turn does.
template <class Program, int Node>
struct repeated_part {
  using real_numbers = numbers_of<Program>;
  static constexpr repetition_layout layout{Program::flat.attributes_of(Node)};
  static constexpr graph_sizes around = Program::flat.sizes;
  using roomy_part = frozen_graph<around.nodes, around.operands, around.attributes + around.nodes,
                                  around.shapes, layout.results()>;
  static constexpr roomy_part roomy = part_of_repetition<roomy_part>(Program::flat, Node);
  static constexpr auto flat = fitted<roomy.sizes>(roomy);

  static constexpr auto leaves =
      list_inputs_of_part<layout.parameters() + layout.captured>(Program::flat, Node, layout);
  static constexpr auto results =
      list_results_of_part<layout.results()>(Program::flat, Node, layout);
  static constexpr plan_limits limits = Program::limits;
  static constexpr auto schedule =
      plan_within_limits<flat.sizes.nodes>([] { return make_plan(flat, results.type, limits); });
  using registers = registers_of<schedule, real_numbers>;
  using workspace = compiled_memory<repeated_part>;
  using inputs = inputs_of<leaves, real_numbers>;
  using outputs = outputs_of<results, real_numbers>;

  static constexpr packed_places<layout.carried> carried{Program::flat, Node, 0};
  using carried_values = slots_of_places<carried, real_numbers>;
  static constexpr packed_places<layout.rows> rows{Program::flat, Node,
                                                   layout.first_result() + layout.carried};
  using row_values = slots_of_places<rows, real_numbers>;

  /// The node, and the number of elements, of operand `Which`.
  template <int Which>
  static constexpr int operand = Program::flat.operand(Node, Which);
  template <int Which>
  static constexpr index_t size = Program::flat.shape_of(operand<Which>).size();
  /// Of a sequence: the numbers of a row.
  template <int Which>
  static constexpr index_t row_size = size<layout.first_parameter() + Which>;
  template <int Which>
  static constexpr scalar_type type = Program::flat.nodes[operand<Which>].type;

  /// Where parts of the result begin.
  static constexpr index_t first_of_carried(int which) {
    index_t place = 0;
    for (int i = 0; i < which; ++i)
      place += Program::flat.shape_of(Program::flat.operand(Node, i)).size();
    return place;
  }
  static constexpr index_t numbers_of_rows(int which) {
    index_t numbers = 0;
    for (int i = 0; i < which; ++i)
      numbers +=
          Program::flat
              .shape_of(Program::flat.operand(Node, layout.first_result() + layout.carried + i))
              .size();
    return numbers;
  }
  static constexpr index_t numbers_kept(int which) {
    index_t numbers = 0;
    for (int i = 0; i < which; ++i)
      if (layout.keeps(i)) numbers += Program::flat.shape_of(Program::flat.operand(Node, i)).size();
    return numbers;
  }
  // As numbers: a debug build would call the functions when it runs, and with them keep the graph.
  template <int Which>
  static constexpr index_t begin_of_carried = first_of_carried(Which);
  static constexpr index_t begin_of_rows = first_of_carried(layout.carried);
  static constexpr index_t each_row = numbers_of_rows(layout.rows);
  template <int Which>
  static constexpr index_t before_row = numbers_of_rows(Which);
  template <int Which>
  static constexpr index_t before_kept = numbers_kept(Which);
};

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/repetition_builder.hpp>
#include <typegrad/op/record.hpp>
#include <typegrad/ops.hpp>
#include <typegrad/transform/push_forward.hpp>

namespace typegrad {

/// Not constexpr: the name is the message.
inline void a_loop_without_a_bound_has_no_reverse_derivative_write_while_loop_Max_or_fori_Max() {}
inline void what_a_loop_carries_and_reads_must_have_known_extents_or_be_a_variable() {}

/// Numbers of a repetition's result, in the arithmetic of extents: its turns may be open.
struct place_in_repetition {
  extent_table* table;
  index_t turns;
  index_t place = 0;

  constexpr void skip(index_t numbers) {
    place = shape_rule::sum_of_extents(table, place, numbers);
  }
  constexpr index_t of_all_turns(index_t numbers) const {
    return shape_rule::product_of_extents(table, turns, numbers);
  }
  constexpr void skip_rows(index_t numbers) { skip(of_all_turns(numbers)); }
};

/// No bound but that of the counter.
inline constexpr index_t unbounded_turns = 2147483647;

// What is below is templates, although there is one type of graph that they are for: a program
// without loops does not compile them.

/// Where the parts of a repetition's result stand.
template <class Graph>
struct repetition_result {
  Graph& graph;
  repetition_builder const& loop;
  int packed;
  place_in_repetition at{graph.table_of_extents(), loop.layout.turns};

  constexpr void skip_like(int id) { at.skip(graph.shape_of(id).size()); }
  constexpr void skip_rows_like(int id) { at.skip_rows(graph.shape_of(id).size()); }

  constexpr int take(scalar_type type, shape const& extents) {
    return take(type, extents, extents.size());
  }
  /// The next `count` numbers as a value of this type.
  constexpr int take(scalar_type type, shape const& extents, index_t count) {
    word const region[] = {at.place, 1, count};
    at.skip(count);
    auto const part = slice_by(symbol_in(graph, packed), list_view<word>{region, 3});
    auto const shaped = reshape_to(part, extents);
    return shaped.type() == type ? shaped.id : convert_to(shaped, type).id;
  }
  constexpr int take_like(int id) {
    shape const extents = graph.shape_of(id);
    return take(graph.node(id).type, extents);
  }
  /// The rows of all turns.
  constexpr int take_rows_like(int id) {
    shape rows = make_shape(loop.layout.turns);
    rows.table = at.table;
    for (int axis = 0; axis < graph.shape_of(id).rank; ++axis)
      rows.append(graph.shape_of(id).extents[axis]);
    return take(graph.node(id).type, rows, at.of_all_turns(graph.shape_of(id).size()));
  }
};

/// y = what a part of the graph makes when it runs turn by turn: `scan`, `fori`, `while_loop`. See
/// `repetition_layout` for the operands and the result.
///
/// shape     (all numbers of the result,)
/// backward  a repetition from the last turn to the first, which reads the carried values of every
///           turn as far as its part needs them; those that every turn reads get the sum
/// cost      the part, once for each turn
/// source    Griewank and Walther 2008, chapter 12; JAX's rules of `scan`
struct repetition_operation : operation_defaults {
  static constexpr auto name = "repeat";
  static constexpr operation_kind kind = operation_kind::repetition;

  static constexpr void describe(text_writer& text, list_view<word> words) {
    repetition_layout const layout(words);
    if (is_open(layout.turns)) text.append("open");
    else text.append_integer(layout.turns);
    text.append(layout.turns == 1 ? " turn" : " turns");
    if (layout.backwards) text.append(", backwards");
    if (layout.kept != 0) text.append(", keeps");
    if (layout.keeps_functions) text.append(", keeps functions");
  }

  static constexpr shape_result shape(list_view<typegrad::shape> x, list_view<word> words) {
    repetition_layout const layout(words);
    index_t once = layout.ends_early ? 1 : 0;
    index_t each = 0;
    for (int i = 0; i < layout.carried; ++i) {
      once += x[i].size();
      each += layout.keeps(i) ? x[i].size() : 0;
    }
    for (int i = 0; i < layout.rows; ++i)
      each += x[layout.first_result() + layout.carried + i].size();
    place_in_repetition all{nullptr, layout.turns, once};
    for (int i = 0; i < x.count; ++i)
      if (x[i].table != nullptr) all.table = x[i].table;
    all.skip_rows(each);
    return {make_shape(all.place)};
  }
  /// A type that holds all of them: integers and floats meet in float64.
  static constexpr scalar_type type(list_view<scalar_type> types, list_view<word> words) {
    repetition_layout const layout(words);
    scalar_type together = scalar_type::boolean;
    bool integers = false;
    auto const add = [&](scalar_type type) {
      together = promote(together, type);
      integers = integers || type == scalar_type::int32 || type == scalar_type::int64;
    };
    for (int i = 0; i < layout.carried; ++i) add(types[i]);
    for (int i = 0; i < layout.rows; ++i) add(types[layout.first_result() + layout.carried + i]);
    // The count of turns, which a float holds up to 2^24; without a bound nobody reads it.
    bool const fits = together == scalar_type::float32 &&
                      (layout.turns <= 1 << 24 || layout.turns == unbounded_turns);
    if (layout.ends_early && !fits) add(scalar_type::int32);
    return integers && is_real(together) ? scalar_type::float64 : together;
  }

  template <class Graph>
  static constexpr int make(Graph& graph, repetition_builder& loop) {
    growing_array<int> const operands = loop.finish();
    auto const words = loop.layout.encode();
    if (graph.has_open_extents())
      for (int i = 0; i < operands.count; ++i) {
        typegrad::shape const& extents = graph.shape_of(operands[i]);
        bool const is_sequence = i >= loop.layout.carried && i < loop.layout.first_captured();
        for (int axis = is_sequence ? 1 : 0; axis < extents.rank; ++axis)
          if (is_open(extents.extents[axis]))
            what_a_loop_carries_and_reads_must_have_known_extents_or_be_a_variable();
      }
    return record_node<repetition_operation>(graph, {operands.data(), operands.count},
                                             words.list());
  }
  /// What the part captures is looked up anew: it may have become simpler.
  template <class Graph>
  static constexpr int record(Graph& graph, list_view<int> operands, list_view<word> words) {
    auto loop = repetition_builder::of(graph, repetition_layout(words), operands);
    return make(graph, loop);
  }
  template <class Graph>
  static constexpr void record_together(rebuilding& again, list_view<int> members,
                                        growing_array<int>& made);
  template <class Graph>
  static constexpr void pull_back(Graph& graph, int node, int upstream, unsigned char const* wanted,
                                  int* adjoints);
  template <class Graph>
  static constexpr int push_forward(Graph& graph, int node, list_view<int> tangents);
};

}  // namespace typegrad

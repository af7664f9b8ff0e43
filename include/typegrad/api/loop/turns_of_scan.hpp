// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/api/loop/loop_trace.hpp>
#include <typegrad/api/loop/rows.hpp>
#include <typegrad/op/open_call.hpp>

namespace typegrad {

/// No number of turns: a reason is given.
inline constexpr index_t no_turns = unbounded_turns;

/// The rows of sequences that have as many; `no_turns` where the reason is given why they have not.
template <class First, class... Rest>
constexpr index_t turns_of_sequences() {
  static_assert(Sequence<First> && (Sequence<Rest> && ...),
                "typegrad: scan(step, carry, xs...): xs are tensors whose first axis is that of "
                "the turns, or structs, arrays, pairs, tuples and results of them");
  if constexpr (Sequence<First> && (Sequence<Rest> && ...)) {
    constexpr bool known =
        !has_open_leaves<row_type<First>> && !(has_open_leaves<row_type<Rest>> || ...);
    static_assert(known,
                  "typegrad: scan(step, carry, xs...): the extents of a row are known while "
                  "compiling: with open ones call it with tg::variable");
    constexpr index_t first = row_of_sequence<First>::turns;
    constexpr bool equal = (shape_rule::may_be_equal(row_of_sequence<Rest>::turns, first) && ...);
    static_assert(equal,
                  "typegrad: scan(step, carry, xs...): all xs must have the same number of rows");
    index_t turns = first;
    ((turns = shape_rule::common_extent(turns, row_of_sequence<Rest>::turns)), ...);
    return equal && known ? turns : no_turns;
  } else {
    return no_turns;
  }
}

/// What `scan` asks of sequences whose rows are counted when the function is called.
struct as_many_rows {
  static constexpr sentence words() { return sentence{}.add("scan(step, carry, xs...)"); }
  static constexpr char const* relation_of(shape const& a, shape const& b) {
    return shape_rule::may_be_equal(a.extents[0], b.extents[0])
               ? nullptr
               : "all xs must have the same number of rows";
  }
  static constexpr bool is_decided(shape const& a, shape const& b) {
    return a.extents[0] == b.extents[0];
  }
};

/// The turns of a scan in a graph, where they are open those of its sequences.
template <index_t Turns, class... Sequences>
constexpr index_t turns_in_graph(graph_builder& graph, Sequences const&... xs) {
  int first = -1;
  auto const look = [&](auto const& leaf) {
    int const id = node_of_leaf(graph, leaf);
    if (first < 0) {
      first = id;
      return;
    }
    shape const shapes[] = {graph.shape_of(first), graph.shape_of(id)};
    note_call<as_many_rows>(graph, shapes, std::make_index_sequence<2>{});
    graph.take_for_equal(shapes[0].extents[0], shapes[1].extents[0]);
  };
  if constexpr (is_open(Turns) || (is_open(row_of_sequence<Sequences>::turns) || ...))
    (for_each_leaf(xs, look), ...);
  return first < 0 ? Turns : graph.shape_of(first).extents[0];
}

/// Makes room for the rows of plain sequences: `api/loop/rows_of_open_scan.hpp`.
template <class Rows, class... Sequences>
index_t make_rows(index_t turns, Rows& rows, Sequences const&... xs);

}  // namespace typegrad

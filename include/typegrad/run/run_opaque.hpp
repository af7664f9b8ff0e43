// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operation_object.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/run/read.hpp>

#include <utility>

namespace typegrad {

/// The attributes of one node, apart from its graph: a program keeps these words and not the graph.
template <class Program, int Node>
struct attribute_words {
  static constexpr int count = Program::flat.nodes[Node].attribute_count;
  word words[count > 0 ? count : 1]{};
  constexpr attribute_words() {
    for (int i = 0; i < count; ++i) words[i] = Program::flat.attributes_of(Node)[i];
  }
  constexpr list_view<word> list() const { return {words, count}; }
};
template <class Program, int Node>
inline constexpr attribute_words<Program, Node> attribute_table{};

/// So many kernels of one operation are written out where they stand. Where a program has more they
/// are calls of one function, which an optimizer sees once.
inline constexpr int most_kernels_written_out = 4;

template <class Program, operation const* Op>
inline constexpr bool has_many_of = [] {
  int count = 0;
  for (int id = 0; id < Program::flat.size(); ++id) count += Program::flat.nodes[id].op == Op;
  return count > most_kernels_written_out;
}();

/// The extents of a node's result, for its kernel.
template <class Program, int Node>
struct extents_of_result {
  static constexpr shape known = Program::flat.shape_of(Node);
  static constexpr bool is_small = Program::limits.little_code;
  static constexpr bool is_steady = Program::limits.sides == branches::never;
  static constexpr bool is_one_of_many = has_many_of<Program, Program::flat.nodes[Node].op>;
  constexpr operator shape const&() const { return known; }
};

/// An operand as the kernel of an opaque operation reads it.
template <class Program, int Operand, class Context>
TYPEGRAD_INLINE constexpr auto reading_of(Context const& c) {
  auto const found = find_numbers<node_numbers<Program, Operand>>(c);
  constexpr int base = Program::schedule.places[Operand].base;
  reading<element_t<Program, Operand>> const all{memory_of<Program, base>(c), found.value.extents,
                                                 found.value.view};
  if constexpr (Program::limits.short_factor > 0 && !is_open_node<Program>(Operand) &&
                Program::schedule.places[base].kind == place_kind::registers)
    return reading_of_registers<element_t<Program, Operand>>{all};
  else return all;
}

/// Calls the kernel of an opaque operation on whole operands.
template <class Program, int Node, class Context, int... Which>
TYPEGRAD_INLINE constexpr void run_opaque(Context const& c, std::integer_sequence<int, Which...>) {
  using op = operation_at<Program::flat.nodes[Node].op>;
  auto const run = [&](auto const& extents) {
    op::kernel(memory_of<Program, Node>(c), extents, attribute_table<Program, Node>.list(),
               reading_of<Program, Program::flat.operand(Node, Which)>(c)...);
  };
  if constexpr (is_open_node<Program>(Node))
    run(find_numbers<node_numbers<Program, Node>>(c).value.extents);
  else run(extents_of_result<Program, Node>{});
}

}  // namespace typegrad

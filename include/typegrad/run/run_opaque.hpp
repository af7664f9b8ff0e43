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

/// An operand as the kernel of an opaque operation reads it.
template <class Program, int Operand, class Context>
TYPEGRAD_INLINE constexpr auto reading_of(Context const& c) {
  auto const found = find_numbers<node_numbers<Program, Operand>>(c);
  return reading<element_t<Program, Operand>>{
      memory_of<Program, Program::schedule.places[Operand].base>(c), found.value.extents,
      found.value.view};
}

/// Calls the kernel of an opaque operation on whole operands.
template <class Program, int Node, class Context, int... Which>
TYPEGRAD_INLINE constexpr void run_opaque(Context const& c, std::integer_sequence<int, Which...>) {
  auto const found = find_numbers<node_numbers<Program, Node>>(c);
  operation_at<Program::flat.nodes[Node].op>::kernel(
      memory_of<Program, Node>(c), found.value.extents, attribute_table<Program, Node>.list(),
      reading_of<Program, Program::flat.operand(Node, Which)>(c)...);
}

}  // namespace typegrad

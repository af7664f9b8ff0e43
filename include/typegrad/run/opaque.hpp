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

/// Calls the kernel of an opaque operation on whole operands.
template <class Program, int Node, class Context, int... Which>
TYPEGRAD_INLINE constexpr void run_opaque(Context const& c, std::integer_sequence<int, Which...>) {
  using op = operation_at<Program::flat.nodes[Node].op>;
  constexpr auto reading_of = []<int Operand>(std::integral_constant<int, Operand>,
                                              Context const& context) {
    constexpr placement place = Program::schedule.places[Operand];
    constexpr shape extents = Program::flat.shape_of(Operand);
    return reading<element_t<Program, Operand>>{memory_of<Program, place.base>(context), extents,
                                                place.view};
  };
  constexpr shape extents = Program::flat.shape_of(Node);
  op::kernel(memory_of<Program, Node>(c), extents, attribute_table<Program, Node>.list(),
             reading_of(std::integral_constant<int, Program::flat.operand(Node, Which)>{}, c)...);
}

}  // namespace typegrad

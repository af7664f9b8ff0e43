// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operation_object.hpp>
#include <typegrad/op/reading.hpp>
#include <typegrad/run/read.hpp>

#include <utility>

namespace typegrad {

/// The attributes of one node, apart from its graph: a program keeps these words and not the graph.
template <class P, int Node>
struct attribute_words {
  static constexpr int count = P::flat.nodes[Node].attribute_count;
  word words[count > 0 ? count : 1]{};
  constexpr attribute_words() {
    for (int i = 0; i < count; ++i) words[i] = P::flat.attributes_of(Node)[i];
  }
  constexpr list_view<word> list() const { return {words, count}; }
};
template <class P, int Node>
inline constexpr attribute_words<P, Node> attribute_table{};

/// Calls the kernel of an opaque operation on whole operands.
template <class P, int Node, class Context, int... Which>
TYPEGRAD_INLINE constexpr void run_opaque(Context const& c, std::integer_sequence<int, Which...>) {
  using op = operation_at<P::flat.nodes[Node].op>;
  constexpr auto reading_of = []<int Operand>(std::integral_constant<int, Operand>,
                                              Context const& context) {
    constexpr placement place = P::schedule.places[Operand];
    constexpr shape extents = P::flat.shape_of(Operand);
    return reading<element_t<P, Operand>>{memory_of<P, place.base>(context), extents, place.view};
  };
  constexpr shape extents = P::flat.shape_of(Node);
  op::kernel(memory_of<P, Node>(c), extents, attribute_table<P, Node>.list(),
             reading_of(std::integral_constant<int, P::flat.operand(Node, Which)>{}, c)...);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/write_elements.hpp>

namespace typegrad {

/// What is added to the product that stands in the place of the sum `Node`: elements that are no
/// zeros.
template <class Program, int Node>
struct added_elements {
  static constexpr int product = Program::schedule.places[Node].summand;
  static constexpr int beside = Program::flat.operand(Node, 0) == product
                                    ? Program::flat.operand(Node, 1)
                                    : Program::flat.operand(Node, 0);
  static constexpr int room = static_cast<int>(Program::flat.shape_of(Node).size());
  index_t positions[room]{};
  int count = 0;
  bool are_equal = true;  ///< numbers of the code that are one number, equally far apart

  constexpr added_elements() {
    node_record const& node = Program::flat.nodes[beside];
    are_equal = node.op->kind == operation_kind::literal;
    for (index_t i = 0; i < room; ++i) {
      if (Program::schedule.places[beside].zeros.has(i)) continue;
      positions[count++] = i;
      are_equal = are_equal && word_at(i) == word_at(positions[0]) &&
                  (count < 3 || i - positions[count - 2] == positions[1] - positions[0]);
    }
  }
  static constexpr word word_at(index_t i) {
    list_view<word> const words = Program::flat.attributes_of(beside);
    return words[words.count == 1 ? 0 : static_cast<int>(i)];
  }
};
template <class Program, int Node>
inline constexpr added_elements<Program, Node> added_to{};

template <class Program, int Node, class Context, int... Each>
TYPEGRAD_INLINE constexpr void add_in_place(Context const& c, std::integer_sequence<int, Each...>) {
  [[maybe_unused]] auto* const to = memory_of<Program, Node>(c);
  using added = added_elements<Program, Node>;
  if constexpr (sizeof...(Each) > 2 && added_to<Program, Node>.are_equal) {
    constexpr index_t first = added_to<Program, Node>.positions[0];
    constexpr index_t step = added_to<Program, Node>.positions[1] - first;
    auto const x = static_cast<element_t<Program, Node>>(read<Program, added::beside, first>(c));
    auto* at = to + first;
    for (std::size_t i = 0; i < sizeof...(Each); ++i, at += step)
      *at = computed_operation<Program, Node>::forward(*at, x);
  } else {
    ((to[added_to<Program, Node>.positions[Each]] =
          element_of_node<Program, Node, added_to<Program, Node>.positions[Each]>(
              c, std::make_integer_sequence<int, 2>{})),
     ...);
  }
}

}  // namespace typegrad

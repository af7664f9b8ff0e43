// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/read.hpp>

#include <utility>

namespace typegrad {

/// Where each element of a joined result comes from: an operand and a position in it, or nowhere
/// (zero).
template <class Program, int Node>
struct join_sources {
  static constexpr int size = static_cast<int>(Program::flat.shape_of(Node).size());
  int operand[size > 0 ? size : 1]{};
  index_t position[size > 0 ? size : 1]{};
  constexpr join_sources() {
    for (int i = 0; i < size; ++i) operand[i] = -1;
    for (int which = 0; which < Program::flat.nodes[Node].operand_count; ++which) {
      shape const& own = Program::flat.shape_of(Program::flat.operand(Node, which));
      strided_view const region = Program::flat.nodes[Node].op->region(
          which, Program::flat.shape_of(Node), Program::flat.attributes_of(Node));
      for (index_t i = 0; i < own.size(); ++i) {
        index_t const at = follow(region, own, i);
        operand[at] = which;
        position[at] = i;
      }
    }
  }
};
template <class Program, int Node>
inline constexpr join_sources<Program, Node> join_table{};

template <class Program, int Node, int Index, class Context>
TYPEGRAD_INLINE constexpr auto joined_element(Context const& c) {
  using number_type = element_t<Program, Node>;
  constexpr int which = join_table<Program, Node>.operand[Index];
  if constexpr (which < 0) return number_type{};
  else
    return static_cast<number_type>(read<Program, Program::flat.operand(Node, which),
                                         join_table<Program, Node>.position[Index]>(c));
}

template <class Program, int Node, class Context, int... Index>
TYPEGRAD_INLINE constexpr void write_join(Context const& c, std::integer_sequence<int, Index...>) {
  [[maybe_unused]] auto* const to = memory_of<Program, Node>(c);
  ((to[Index] = joined_element<Program, Node, Index>(c)), ...);
}

/// Copies a node of any place, element by element, to where a view of other memory says.
template <class Program, int Source, class Number, class Context>
TYPEGRAD_INLINE constexpr void copy_to_view(Context const& c, Number* to,
                                            strided_view const& where) {
  constexpr shape extents = Program::flat.shape_of(Source);
  constexpr placement place = Program::schedule.places[Source];
  if constexpr (extents.rank == 0) {
    to[where.offset] = static_cast<Number>(read<Program, Source, 0>(c));
  } else {
    auto const* const from = memory_of<Program, place.base>(c);
    constexpr index_t inner = extents.extents[extents.rank - 1];
    for (index_t i = 0; i < extents.size(); i += inner) {
      auto const* const source = from + follow(place.view, extents, i);
      Number* const target = to + follow(where, extents, i);
      index_t const step = where.strides[extents.rank - 1];
      for (index_t j = 0; j < inner; ++j)
        target[j * step] = static_cast<Number>(source[j * place.view.strides[extents.rank - 1]]);
    }
  }
}

/// Where operand `Which` of a join goes, as a constant: asked for at run time it would keep the
/// whole graph, and with it every rule of its operations, in the program.
template <class Program, int Node, int Which>
inline constexpr strided_view join_region = Program::flat.nodes[Node].op->region(
    Which, Program::flat.shape_of(Node), Program::flat.attributes_of(Node));

template <class Program, int Node, class Context, int... Which>
TYPEGRAD_INLINE constexpr void run_join(Context const& c, std::integer_sequence<int, Which...>) {
  auto* const to = memory_of<Program, Node>(c);
  constexpr shape extents = Program::flat.shape_of(Node);
  constexpr index_t covered =
      (index_t{0} + ... + Program::flat.shape_of(Program::flat.operand(Node, Which)).size());
  if constexpr (covered < extents.size())
    for (index_t i = 0; i < extents.size(); ++i) to[i] = {};
  (copy_to_view<Program, Program::flat.operand(Node, Which)>(c, to,
                                                             join_region<Program, Node, Which>),
   ...);
}

}  // namespace typegrad

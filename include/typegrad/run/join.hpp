// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/read.hpp>

#include <utility>

namespace typegrad {

/// Where each element of a joined result comes from: an operand and a position in it, or nowhere
/// (zero).
template <class P, int Node>
struct join_sources {
  static constexpr int size = static_cast<int>(P::flat.shape_of(Node).size());
  int operand[size > 0 ? size : 1]{};
  index_t position[size > 0 ? size : 1]{};
  constexpr join_sources() {
    for (int i = 0; i < size; ++i) operand[i] = -1;
    for (int which = 0; which < P::flat.nodes[Node].operand_count; ++which) {
      shape const& own = P::flat.shape_of(P::flat.operand(Node, which));
      strided_view const region = P::flat.nodes[Node].op->region(which, P::flat.shape_of(Node),
                                                                 P::flat.attributes_of(Node));
      for (index_t i = 0; i < own.size(); ++i) {
        index_t const at = follow(region, own, i);
        operand[at] = which;
        position[at] = i;
      }
    }
  }
};
template <class P, int Node>
inline constexpr join_sources<P, Node> join_table{};

template <class P, int Node, int I, class Context>
TYPEGRAD_INLINE constexpr auto joined_element(Context const& c) {
  using T = element_t<P, Node>;
  constexpr int which = join_table<P, Node>.operand[I];
  if constexpr (which < 0) return T{};
  else
    return static_cast<T>(
        read<P, P::flat.operand(Node, which), join_table<P, Node>.position[I]>(c));
}

template <class P, int Node, class Context, int... I>
TYPEGRAD_INLINE constexpr void write_join(Context const& c, std::integer_sequence<int, I...>) {
  [[maybe_unused]] auto* const to = memory_of<P, Node>(c);
  ((to[I] = joined_element<P, Node, I>(c)), ...);
}

/// Copies a node of any place, element by element, to where a view of other memory says.
template <class P, int Source, class T, class Context>
TYPEGRAD_INLINE constexpr void copy_to_view(Context const& c, T* to, strided_view const& where) {
  constexpr shape extents = P::flat.shape_of(Source);
  constexpr placement place = P::schedule.places[Source];
  if constexpr (extents.rank == 0) {
    to[where.offset] = static_cast<T>(read<P, Source, 0>(c));
  } else {
    auto const* const from = memory_of<P, place.base>(c);
    constexpr index_t inner = extents.extents[extents.rank - 1];
    for (index_t i = 0; i < extents.size(); i += inner) {
      auto const* const source = from + follow(place.view, extents, i);
      T* const target = to + follow(where, extents, i);
      index_t const step = where.strides[extents.rank - 1];
      for (index_t j = 0; j < inner; ++j)
        target[j * step] = static_cast<T>(source[j * place.view.strides[extents.rank - 1]]);
    }
  }
}

/// Where operand `Which` of a join goes, as a constant: asked for at run time it would keep the
/// whole graph, and with it every rule of its operations, in the program.
template <class P, int Node, int Which>
inline constexpr strided_view join_region =
    P::flat.nodes[Node].op->region(Which, P::flat.shape_of(Node), P::flat.attributes_of(Node));

template <class P, int Node, class Context, int... Which>
TYPEGRAD_INLINE constexpr void run_join(Context const& c, std::integer_sequence<int, Which...>) {
  auto* const to = memory_of<P, Node>(c);
  constexpr shape extents = P::flat.shape_of(Node);
  constexpr index_t covered =
      (index_t{0} + ... + P::flat.shape_of(P::flat.operand(Node, Which)).size());
  if constexpr (covered < extents.size())
    for (index_t i = 0; i < extents.size(); ++i) to[i] = {};
  (copy_to_view<P, P::flat.operand(Node, Which)>(c, to, join_region<P, Node, Which>), ...);
}

}  // namespace typegrad

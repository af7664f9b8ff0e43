// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/read.hpp>

#include <utility>

namespace typegrad {

/// Copies a node of any place, element by element, to where a view of other memory says; `found`
/// are its `node_numbers`.
template <class Program, int Source, class Number, class Context, class Found>
TYPEGRAD_INLINE constexpr void copy_to_view(Context const& c, Found const& found, Number* to,
                                            strided_view const& where) {
  constexpr int rank = Program::flat.shape_of(Source).rank;
  if constexpr (rank == 0) {
    to[where.offset] = static_cast<Number>(read<Program, Source, 0>(c));
  } else {
    auto const& [extents, size, view] = found.value;
    auto const* const from = memory_of<Program, Program::schedule.places[Source].base>(c);
    index_t const inner = extents.extents[rank - 1];
    for (index_t i = 0; i < size; i += inner) {
      auto const* const source = from + follow(view, extents, i);
      Number* const target = to + follow(where, extents, i);
      index_t const step = where.strides[rank - 1];
      for (index_t j = 0; j < inner; ++j)
        target[j * step] = static_cast<Number>(source[j * view.strides[rank - 1]]);
    }
  }
}

/// The same of few elements, written out.
template <class Program, int Source, class Number, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr void copy_elements(Context const& c, [[maybe_unused]] Number* to,
                                             std::integer_sequence<index_t, Position...>) {
  ((to[Position] = static_cast<Number>(read<Program, Source, Position>(c))), ...);
}

/// Where a copy goes: an output or the memory of a view without strides.
template <class Program, int Step, class Context>
TYPEGRAD_INLINE constexpr auto* target_of_copy(Context const& c) {
  constexpr int output = Program::schedule.steps[Step].output;
  if constexpr (output >= 0)
    return of_type<Program::results.type[output]>(c.outputs)[Program::results.number[output]];
  else return memory_of<Program, Program::schedule.steps[Step].node>(c);
}

/// The elements of a node in row-major order.
template <class Program, int Step, class Context>
TYPEGRAD_INLINE constexpr void run_copy(Context const& c) {
  constexpr int node = Program::schedule.steps[Step].node;
  constexpr bool is_output = Program::schedule.steps[Step].output >= 0;
  constexpr int source = is_output ? node : Program::flat.operand(node, 0);
  auto* const to = target_of_copy<Program, Step>(c);
  constexpr index_t size = Program::flat.shape_of(source).size();
  constexpr bool written_out = is_output ? Program::schedule.steps[Step].written_out
                                         : Program::schedule.places[node].written_out;
  if constexpr (written_out && !is_open_node<Program>(source)) {
    copy_elements<Program, source>(c, to, std::make_integer_sequence<index_t, size>{});
  } else {
    auto const found = find_numbers<node_numbers<Program, source>>(c);
    copy_to_view<Program, source>(c, found, to, contiguous_view(found.value.extents));
  }
}

}  // namespace typegrad

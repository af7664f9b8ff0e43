// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/number_type.hpp>
#include <typegrad/run/read.hpp>
#include <typegrad/transform/find_known_elements.hpp>

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

template <class Number>
TYPEGRAD_INLINE constexpr void clear_numbers(Number* to, index_t count) {
  if (NumberType<Number> || __builtin_is_constant_evaluated())
    for (index_t i = 0; i < count; ++i) to[i] = {};
  else if constexpr (!NumberType<Number>)
    __builtin_memset(to, 0, static_cast<std::size_t>(count) * sizeof(Number));
}

/// The same of few elements, written out, but for zeros that are there.
template <class Program, int Source, index_t Position, class Number, class Context>
TYPEGRAD_INLINE constexpr void copy_element(Context const& c, Number* to) {
  if constexpr (!is_cleared_first(Program::flat, Program::schedule, Source, Program::limits) ||
                !Program::schedule.places[Source].zeros.has(Position))
    to[Position] = static_cast<Number>(read<Program, Source, Position>(c));
}
template <class Program, int Source, class Number, class Context, index_t... Position>
TYPEGRAD_INLINE constexpr void copy_elements(Context const& c, [[maybe_unused]] Number* to,
                                             std::integer_sequence<index_t, Position...>) {
  if constexpr (is_cleared_first(Program::flat, Program::schedule, Source, Program::limits))
    clear_numbers(to, static_cast<index_t>(sizeof...(Position)));
  (copy_element<Program, Source, Position>(c, to), ...);
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

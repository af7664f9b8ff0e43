// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/leaves.hpp>
#include <typegrad/run/context.hpp>
#include <typegrad/run/find_numbers.hpp>
#include <typegrad/transform/plan.hpp>

namespace typegrad {

/// The C++ type of a node's elements.
template <class Program, int Node>
using element_t = number_in<Program, Program::flat.nodes[Node].type>;

/// The elements of a literal tensor; the one number where all are equal.
template <class Program, int Node>
struct literal_elements {
  static constexpr int size = Program::flat.nodes[Node].attribute_count;
  element_t<Program, Node> values[size > 0 ? size : 1]{};
  constexpr literal_elements() {
    list_view<word> const words = Program::flat.attributes_of(Node);
    for (int i = 0; i < size; ++i)
      values[i] = static_cast<element_t<Program, Node>>(
          decode_literal(Program::flat.nodes[Node].type, words[i]));
  }
};
template <class Program, int Node>
inline constexpr literal_elements<Program, Node> literal_table{};

/// A pointer to memory whose size the compiler forgets: GCC 12 warns that a loop, whose length it
/// does not know, may go beyond a table whose size it knows (-Warray-bounds at -O3).
template <class Number>
TYPEGRAD_INLINE constexpr Number* of_unknown_size(Number* memory) {
  if (!__builtin_is_constant_evaluated()) asm("" : "+r"(memory));
  return memory;
}

/// The memory of the node that owns it, from its first element.
template <class Program, int Base, class Context>
TYPEGRAD_INLINE_NUMBER constexpr auto* memory_of(Context const& c) {
  constexpr place_kind kind = Program::schedule.places[Base].kind;
  constexpr int index = Program::schedule.places[Base].index;
  constexpr scalar_type type = Program::flat.nodes[Base].type;
  if constexpr (kind == place_kind::input)
    return of_type<type>(c.inputs)[Program::leaves.number[index]];
  else if constexpr (kind != place_kind::literal && kind != place_kind::output &&
                     Program::flat.shape_of(Base).size() == 0)
    return static_cast<element_t<Program, Base>*>(nullptr);
  else if constexpr (kind == place_kind::registers) return of_type<type>(c.registers) + index;
  else if constexpr (kind == place_kind::workspace)
    return c.workspace.template at<type>(Program::schedule.places[Base].offset);
  else if constexpr (kind == place_kind::output)
    return of_type<type>(c.outputs)[Program::results.number[index]];
  else if constexpr (OpenProgram<Program>)
    return of_unknown_size(
        static_cast<element_t<Program, Base> const*>(literal_table<Program, Base>.values));
  else return static_cast<element_t<Program, Base> const*>(literal_table<Program, Base>.values);
}

/// Element number `Position`, in row-major order, of a node; the position is known while compiling.
///
/// Constants here are numbers: a list or a reference would keep the whole graph, and with it every
/// rule of its operations, in a debug build.
template <class Program, int Node, index_t Position, class Context>
TYPEGRAD_INLINE constexpr element_t<Program, Node> read(Context const& c) {
  constexpr scalar_type type = Program::flat.nodes[Node].type;
  constexpr place_kind kind = Program::schedule.places[Node].kind;
  constexpr int base = Program::schedule.places[Node].base;
  if constexpr (kind == place_kind::literal) {
    constexpr int number = Program::flat.nodes[Node].attribute_count == 1 ? 0 : Position;
    constexpr auto value = static_cast<element_t<Program, Node>>(
        decode_literal(type, Program::flat.attributes_of(Node)[number]));
    return value;
  } else if constexpr (kind == place_kind::registers) {
    constexpr index_t slot = Program::schedule.places[Node].index + Position;
    return of_type<type>(c.registers)[slot];
  } else if constexpr (kind != place_kind::view) {
    return memory_of<Program, Node>(c)[Position];
  } else if constexpr (has_open_view<Program>(Node)) {
    return memory_of<Program, base>(
        c)[follow(c.numbers.template view_of<Node>(), known_shape<Program, Node>, Position)];
  } else {
    constexpr index_t at =
        follow(Program::schedule.places[Node].view, Program::flat.shape_of(Node), Position);
    if constexpr (Program::schedule.places[base].kind == place_kind::literal)
      return literal_table<Program, base>.values[at];
    else return memory_of<Program, base>(c)[at];
  }
}

}  // namespace typegrad

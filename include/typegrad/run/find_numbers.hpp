// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/graph/graph_builder.hpp>
#include <typegrad/shape/open_extent.hpp>
#include <typegrad/shape/strided_view.hpp>

namespace typegrad {

/// A program some of whose extents are known only when it is called, see `open_plan.hpp`.
/// `P::flat` and `P::schedule` have trial numbers in their place, which must not be read where
/// they depend on them.
template <class Program>
concept OpenProgram = requires { Program::open_graph; };

/// Whether where the elements of a node stand depends on such extents.
template <class Program>
constexpr bool has_open_view(int id) {
  if constexpr (OpenProgram<Program>) return Program::view_numbers.slot[id] >= 0;
  else return static_cast<void>(id), false;
}

/// Whether the shape of a node, where its elements stand, or what its attributes say does.
template <class Program>
constexpr bool is_open_node(int id) {
  if constexpr (OpenProgram<Program>) {
    if (is_open(Program::open_graph.shape_of(id)) || has_open_view<Program>(id)) return true;
    if (may_have_extents(Program::flat.nodes[id].op->kind))
      for (word const attribute : Program::open_graph.attributes_of(id))
        if (is_in_table(static_cast<index_t>(attribute))) return true;
  }
  return static_cast<void>(id), false;
}
/// The same of a node or an operand of it.
template <class Program>
constexpr bool has_open_numbers(int id) {
  if (is_open_node<Program>(id)) return true;
  if constexpr (OpenProgram<Program>)
    for (int const operand : Program::flat.operands_of(id))
      if (is_open_node<Program>(operand)) return true;
  return false;
}

/// The same of a node that a loop computes.
template <class Program>
constexpr bool is_open_loop(int loop) {
  auto const& current = Program::schedule.steps[loop];
  if constexpr (OpenProgram<Program>)
    for (int m = current.first_member; m < current.first_member + current.member_count; ++m)
      if (has_open_numbers<Program>(Program::schedule.members[m])) return true;
  return false;
}

/// The shape of a node as far as it is known: open extents are negative.
template <class Program, int Node>
inline constexpr shape known_shape = [] {
  if constexpr (OpenProgram<Program>) return Program::open_graph.shape_of(Node);
  else return Program::flat.shape_of(Node);
}();

/// The numbers of a program as they are known while compiling. Those that depend on open extents
/// have the same members in `open_numbers`.
template <class Program>
struct known_numbers {
  template <int Node>
  static constexpr shape const& shape_of() {
    return Program::flat.shape_of(Node);
  }
  /// How the elements of a node stand in the memory of its base.
  template <int Node>
  static constexpr strided_view const& view_of() {
    return Program::schedule.places[Node].view;
  }
  template <int Node>
  static constexpr list_view<word> attributes_of() {
    return Program::flat.attributes_of(Node);
  }
};

/// `value` is a constant. A program keeps it, and not the graph that it was found in, and with it
/// every rule of every operation.
template <class Numbers>
struct constant_numbers {
  static constexpr Numbers value{known_numbers<typename Numbers::program>{}};
};
template <class Numbers>
struct looked_up_numbers {
  Numbers value;
};

/// What a step needs of the shapes, views and attributes of its nodes, gathered by the constructor
/// of `Numbers`: a constant where all of it is known, looked up where it depends on open extents.
template <class Numbers, class Context>
TYPEGRAD_INLINE constexpr auto find_numbers([[maybe_unused]] Context const& c) {
  if constexpr (Numbers::is_open) return looked_up_numbers<Numbers>{Numbers(c.numbers)};
  else return constant_numbers<Numbers>{};
}

/// The shape of one node, and how it is read.
template <class Program, int Node>
struct node_numbers {
  using program = Program;
  static constexpr bool is_open = is_open_node<Program>(Node);

  shape extents;
  index_t size;
  strided_view view;

  template <class Source>
  constexpr explicit node_numbers(Source const& source)
      : extents(source.template shape_of<Node>()),
        size(extents.size()),
        view(source.template view_of<Node>()) {}
};

}  // namespace typegrad

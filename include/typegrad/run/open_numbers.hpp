// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operation_object.hpp>
#include <typegrad/run/find_numbers.hpp>
#include <typegrad/transform/free_memory.hpp>
#include <typegrad/transform/memory_events.hpp>
#include <typegrad/transform/plan.hpp>

#include <utility>

namespace typegrad {

/// A list with room for `Room` items.
template <class Number, int Room>
struct bounded_array {
  Number items[Room > 0 ? Room : 1]{};
  int count = 0;

  constexpr void push_back(Number const& value) { items[count++] = value; }
};

/// The attributes of one node, its open extents numbers in the table.
template <class Program, int Node>
struct open_attributes {
  static constexpr int count = Program::flat.nodes[Node].attribute_count;
  word words[count > 0 ? count : 1]{};
  constexpr open_attributes() {
    for (int i = 0; i < count; ++i) words[i] = Program::open_graph.attributes_of(Node)[i];
  }
};
template <class Program, int Node>
inline constexpr open_attributes<Program, Node> open_attribute_table{};

/// The same with numbers in the place of the extents.
template <class Program, int Node>
struct attributes_of_call {
  static constexpr int count = open_attributes<Program, Node>::count;
  word words[count > 0 ? count : 1]{};

  constexpr explicit attributes_of_call(index_t const* factors) {
    constexpr bool has_extents = may_have_extents(Program::flat.nodes[Node].op->kind);
    for (int i = 0; i < count; ++i) {
      word const attribute = open_attribute_table<Program, Node>.words[i];
      words[i] = has_extents
                     ? value_of_extent(Program::extents, factors, static_cast<index_t>(attribute))
                     : attribute;
    }
  }
  constexpr operator list_view<word>() const { return {words, count}; }
};

/// The workspace of a call: `at` is the value number `number` in it.
struct open_workspace {
  std::byte* memory;
  index_t const* places;

  template <scalar_type Type>
  TYPEGRAD_INLINE auto* at(std::ptrdiff_t number) const {
    return reinterpret_cast<scalar_t<Type>*>(memory + places[number]);
  }
};

/// All numbers of a program that depend on the extents of its arguments: found once for a set of
/// extents.
///
/// cost      a few nanoseconds for each shape, view and value in the workspace; no heap
template <class Program>
struct open_numbers {
  index_t factors[Program::extents.sizes.factors + 1]{};
  shape shapes[Program::flat.sizes.shapes + 1]{};
  strided_view views[Program::view_numbers.count + 1]{};
  index_t places[Program::events.count + 1]{};  ///< bytes behind the beginning of the workspace
  index_t workspace_bytes = 0;
  double float64[Program::extents.sizes.counts + 1]{};  ///< extents as numbers
  float float32[Program::extents.sizes.counts + 1]{};
  std::int64_t int64[Program::extents.sizes.counts + 1]{};

  constexpr open_numbers() = default;
  /// The factors that are axes are given.
  constexpr void close() {
    for (int i = 0; i < Program::extents.sizes.factors; ++i)
      if (Program::extents.factors[i].kind != extent_kind::axis)
        factors[i] = value_of_factor(Program::extents, factors, i);
    for (int i = 0; i < Program::flat.sizes.shapes; ++i)
      shapes[i] = with_values(Program::extents, factors, Program::open_shapes.items[i]);
  }
  /// The first call that does not fit its operands: its number, or -1.
  constexpr int find_mistake(char const*& relation, shape* operands) const {
    for (int i = 0; i < Program::extents.sizes.checks; ++i) {
      call_check const& check = Program::extents.checks[i];
      for (int k = 0; k < check.count; ++k)
        operands[k] = with_values(
            Program::extents, factors,
            Program::extents
                .shapes_of_checks[Program::extents.operands_of_checks[check.first_operand + k]]);
      relation = check.relation(operands, check.numbers);
      if (relation != nullptr) return i;
    }
    return -1;
  }
  /// What follows where every call fits.
  constexpr void find_places() {
    find_views_from<0>();
    allocate();
    for (int k = 0; k < Program::extents.sizes.counts; ++k) {
      index_t const value =
          value_of_extent(Program::extents, factors, Program::extents.counts[k].extent);
      float64[k] = static_cast<double>(value);
      float32[k] = static_cast<float>(value);
      int64[k] = value;
    }
  }

  template <int Node>
  constexpr shape const& shape_of() const {
    return shapes[Program::flat.nodes[Node].shape_id];
  }
  /// How the elements of a node stand in the memory of its base.
  template <int Node>
  constexpr strided_view view_of() const {
    constexpr placement const& place = Program::schedule.places[Node];
    if constexpr (Program::view_numbers.slot[Node] >= 0)
      return views[Program::view_numbers.slot[Node]];
    else if constexpr (place.kind == place_kind::view || place.kind == place_kind::literal ||
                       !is_open(Program::open_graph.shape_of(Node)))
      return place.view;
    else return contiguous_view(shape_of<Node>());
  }
  template <int Node>
  constexpr attributes_of_call<Program, Node> attributes_of() const {
    return attributes_of_call<Program, Node>(factors);
  }

 private:
  /// In blocks that a fold of clang can hold.
  template <int First>
  constexpr void find_views_from() {
    constexpr int count = Program::flat.sizes.nodes - First;
    constexpr int here = count < longest_run ? count : longest_run;
    find_views<First>(std::make_integer_sequence<int, here>{});
    if constexpr (here < count) find_views_from<First + here>();
  }
  template <int First, int... Index>
  constexpr void find_views(std::integer_sequence<int, Index...>) {
    (find_view<First + Index>(), ...);
  }
  template <int Id>
  constexpr void find_view() {
    if constexpr (Program::view_numbers.slot[Id] >= 0) {
      constexpr int operand = Program::flat.operand(Id, 0);
      views[Program::view_numbers.slot[Id]] = operation_at<Program::flat.nodes[Id].op>::place(
          view_of<operand>(), shape_of<operand>(), shape_of<Id>(), attributes_of<Id>());
      TYPEGRAD_ASSERT(views[Program::view_numbers.slot[Id]].exists);
    }
  }
  constexpr void allocate() {
    free_memory<bounded_array<memory_gap, Program::events.count + 1>> memory;
    workspace_bytes = 0;
    for (int i = 0; i < Program::events.count; ++i) {
      memory_event const& event = Program::events.items[i];
      index_t const bytes = (shapes[event.shape_id].size() * event.element_bytes + 63) / 64 * 64;
      index_t& own = places[event.place];
      if (event.leaves) {
        memory.give_back(own, bytes);
        continue;
      }
      own = event.over >= 0 ? places[event.over] : memory.take(bytes);
      if (own + bytes > workspace_bytes) workspace_bytes = own + bytes;
    }
  }
};

}  // namespace typegrad

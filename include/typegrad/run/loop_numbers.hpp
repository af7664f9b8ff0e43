// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/run/find_numbers.hpp>
#include <typegrad/transform/loop_access.hpp>

#include <utility>

namespace typegrad {

/// A program with open extents and other trial numbers: what differs depends on extents that are
/// not known yet.
template <class Program>
struct with_other_numbers {
  static constexpr auto const& flat = Program::other_flat;
  static constexpr auto const& schedule = Program::other_schedule;
};

/// The extents of a loop's axes, and where what it reads and writes stands along them. Which axes
/// are one is known while compiling.
template <class Program, int Step>
struct loop_numbers {
  using program = Program;
  static constexpr bool is_open = is_open_loop<Program>(Step);
  static constexpr int space = space_of_node(Program::flat, Program::schedule.steps[Step].node);
  static constexpr merged_axes axes = merge_axes(Program::flat, Program::schedule, Step);
  static constexpr int inner = axes.count - 1;
  static constexpr auto accesses =
      find_accesses<most_accesses(Program::flat, Program::schedule, Step)>(Program::flat,
                                                                           Program::schedule, Step);

  index_t extents[axes.count]{};
  index_t first[accesses.count + 1]{};
  index_t strides[accesses.count + 1][axes.count]{};

  template <class Source>
  constexpr explicit loop_numbers(Source const& source) {
    for (int d = 0; d < axes.count; ++d)
      extents[d] = axes.extent(source.template shape_of<space>(), d);
    add_all(source, std::make_integer_sequence<int, accesses.count>{});
  }

  /// Whether the distance between neighbours along the innermost axis is known while compiling.
  static constexpr bool has_known_stride(int access) {
    if constexpr (is_open) {
      constexpr loop_numbers one{known_numbers<Program>{}};
      constexpr loop_numbers other{known_numbers<with_other_numbers<Program>>{}};
      return one.strides[access][inner] == other.strides[access][inner];
    }
    return static_cast<void>(access), true;
  }

 private:
  template <class Source, int... Access>
  constexpr void add_all(Source const& source, std::integer_sequence<int, Access...>) {
    (add<Access>(view_of<Access>(source)), ...);
  }
  template <int Access>
  constexpr void add(strided_view const& view) {
    first[Access] = view.offset;
    for (int d = 0; d < axes.count; ++d) strides[Access][d] = view.strides[axes.last_axis[d]];
  }
  template <int Access, class Source>
  static constexpr strided_view view_of(Source const& source) {
    constexpr int node = accesses.items[Access].node;
    constexpr int rank = Program::flat.shape_of(space).rank;
    if constexpr (accesses.items[Access].written)
      return write_in_loop(Program::flat.nodes[node].op->kind,
                           source.template attributes_of<node>(), source.template shape_of<space>(),
                           Program::schedule.places[node]);
    else return aligned_view(source.template view_of<node>(), known_shape<Program, node>, rank);
  }
};

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/graph/frozen_graph.hpp>

namespace typegrad {

/// Sizes of the lists of `frozen_extents`.
struct extent_sizes {
  int factors = 0;
  int extents = 0;
  int checks = 0;
  int operands_of_checks = 0;
  int shapes_of_checks = 0;
  int counts = 0;

  constexpr bool fit_into(extent_sizes const& room) const {
    return factors <= room.factors && extents <= room.extents && checks <= room.checks &&
           operands_of_checks <= room.operands_of_checks &&
           shapes_of_checks <= room.shapes_of_checks && counts <= room.counts;
  }
};

/// The open extents of a finished graph in fixed arrays: what a program with open extents holds
/// beside its graph.
template <extent_sizes Room>
struct frozen_extents {
  static constexpr extent_sizes room = Room;
  static constexpr int at_least_one(int count) { return count > 0 ? count : 1; }

  extent_factor factors[at_least_one(Room.factors)]{};
  extent_polynomial extents[at_least_one(Room.extents)]{};
  call_check checks[at_least_one(Room.checks)]{};
  int operands_of_checks[at_least_one(Room.operands_of_checks)]{};
  shape shapes_of_checks[at_least_one(Room.shapes_of_checks)]{};
  counted_extent counts[at_least_one(Room.counts)]{};
  extent_sizes sizes{};
};

template <class Number>
constexpr void copy_items(Number const* from, int count, Number* to) {
  for (int i = 0; i < count; ++i) to[i] = from[i];
}

/// Not constexpr: the name is the message.
inline void function_has_more_open_extents_than_a_program_can_hold() {}

/// Copies the open extents of `graph` into fixed arrays.
template <extent_sizes Room>
constexpr void freeze_extents(graph_builder const& graph, frozen_extents<Room>& frozen) {
  open_extents const& open = graph.open;
  frozen.sizes = {open.table.factors.size(),      open.table.extents.size(),    open.checks.size(),
                  open.operands_of_checks.size(), open.shapes_of_checks.size(), open.counts.size()};
  if (!frozen.sizes.fit_into(Room)) function_has_more_open_extents_than_a_program_can_hold();
  copy_items(open.table.factors.data(), frozen.sizes.factors, frozen.factors);
  copy_items(open.table.extents.data(), frozen.sizes.extents, frozen.extents);
  copy_items(open.checks.data(), frozen.sizes.checks, frozen.checks);
  copy_items(open.operands_of_checks.data(), frozen.sizes.operands_of_checks,
             frozen.operands_of_checks);
  for (int i = 0; i < frozen.sizes.shapes_of_checks; ++i)
    frozen.shapes_of_checks[i] = without_table(open.shapes_of_checks[i]);
  copy_items(open.counts.data(), frozen.sizes.counts, frozen.counts);
}

/// The same extents in arrays of exactly their size.
template <extent_sizes Sizes, class Roomy>
constexpr frozen_extents<Sizes> fitted_extents(Roomy const& roomy) {
  frozen_extents<Sizes> exact{};
  copy_items(roomy.factors, Sizes.factors, exact.factors);
  copy_items(roomy.extents, Sizes.extents, exact.extents);
  copy_items(roomy.checks, Sizes.checks, exact.checks);
  copy_items(roomy.operands_of_checks, Sizes.operands_of_checks, exact.operands_of_checks);
  copy_items(roomy.shapes_of_checks, Sizes.shapes_of_checks, exact.shapes_of_checks);
  copy_items(roomy.counts, Sizes.counts, exact.counts);
  exact.sizes = Sizes;
  return exact;
}

}  // namespace typegrad

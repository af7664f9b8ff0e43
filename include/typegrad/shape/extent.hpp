// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace typegrad {

/// Extents, strides and positions in memory.
using index_t = std::ptrdiff_t;

/// An extent that is known only at run time. `dyn_named<"batch">` is one with a name, see
/// `named_extent.hpp`.
///
/// Not -1, which a call may ask for by mistake or as the extent to be inferred.
inline constexpr index_t dyn = -(index_t{1} << 30);

/// Whether an extent waits for run time: `dyn`, one with a name, or one of a graph's own (see
/// `extent_table.hpp`).
constexpr bool is_open(index_t extent) noexcept { return extent < 0; }

/// An open extent with a name.
constexpr bool is_named(index_t extent) noexcept { return extent < dyn; }

/// Number `number` of a graph's table of extents, as it stands in shapes and attributes.
constexpr index_t extent_in_table(int number) noexcept { return dyn + 1 + number; }
constexpr bool is_in_table(index_t extent) noexcept { return extent > dyn && extent < dyn / 2; }
constexpr int number_in_table(index_t extent) noexcept {
  return static_cast<int>(extent - dyn - 1);
}

}  // namespace typegrad

#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// Whether an extent is known only at run time: `dyn`, or one with a name.
constexpr bool is_open(index_t extent) noexcept { return extent < 0; }

/// Whether an extent has a name.
constexpr bool is_named(index_t extent) noexcept { return extent < dyn; }

/// Whether a list of extents has an open one.
template <index_t... E>
inline constexpr bool has_open = ((E < 0) || ...);

constexpr bool is_open(shape const& extents) noexcept {
  for (int axis = 0; axis < extents.rank; ++axis)
    if (is_open(extents.extents[axis])) return true;
  return false;
}

namespace shape_rule {

/// Whether two extents are equal as far as is known: `dyn` may be anything, a named extent any number, but two
/// different names never agree.
constexpr bool may_be_equal(index_t a, index_t b) noexcept {
  return a == b || a == dyn || b == dyn || is_open(a) != is_open(b);
}

/// The extent that two equal ones have: a number where one is known, else a name where one has it.
constexpr index_t common_extent(index_t a, index_t b) noexcept {
  if (is_open(a) != is_open(b)) return is_open(a) ? b : a;
  return a == dyn ? b : a;
}

/// The same of all extents of two shapes.
constexpr bool may_be_equal(shape const& a, shape const& b) noexcept {
  bool equal = a.rank == b.rank;
  for (int axis = 0; equal && axis < a.rank; ++axis) equal = may_be_equal(a.extents[axis], b.extents[axis]);
  return equal;
}
constexpr shape common_shape(shape const& a, shape const& b) noexcept {
  shape result = a;
  for (int axis = 0; axis < a.rank; ++axis) result.extents[axis] = common_extent(a.extents[axis], b.extents[axis]);
  return result;
}

/// What `times` copies of an extent have in all.
constexpr index_t scaled_extent(index_t extent, index_t times) noexcept {
  if (!is_open(extent)) return extent * times;
  return times == 1 ? extent : times == 0 ? 0 : dyn;
}

}  // namespace shape_rule
}  // namespace typegrad

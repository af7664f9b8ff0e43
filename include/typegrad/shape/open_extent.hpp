#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// Whether a list of extents has an open one.
template <index_t... Extents>
inline constexpr bool has_open = ((Extents < 0) || ...);

constexpr bool is_open(shape const& extents) noexcept {
  for (int axis = 0; axis < extents.rank; ++axis)
    if (is_open(extents.extents[axis])) return true;
  return false;
}

namespace shape_rule {

/// Whether two extents are equal as far as is known: `dyn` may be anything, a named extent any
/// number, but two different names never agree. Within a graph, where the types of what is called
/// have been asked already, two open extents may be equal.
constexpr bool may_be_equal(index_t a, index_t b) noexcept {
  return a == b || is_open(a) != is_open(b) || (is_open(a) && !(is_named(a) && is_named(b)));
}

/// The extent that two equal ones have: a number where one is known, else a name where one has it.
constexpr index_t common_extent(index_t a, index_t b) noexcept {
  if (is_open(a) != is_open(b)) return is_open(a) ? b : a;
  return a == dyn ? b : a;
}

/// The same of all extents of two shapes.
constexpr bool may_be_equal(shape const& a, shape const& b) noexcept {
  bool equal = a.rank == b.rank;
  for (int axis = 0; equal && axis < a.rank; ++axis)
    equal = may_be_equal(a.extents[axis], b.extents[axis]);
  return equal;
}
constexpr shape common_shape(shape const& a, shape const& b) noexcept {
  shape result = a;
  for (int axis = 0; axis < a.rank; ++axis)
    result.extents[axis] = common_extent(a.extents[axis], b.extents[axis]);
  return result;
}

/// The arithmetic of extents: numbers give numbers, open ones an entry of the graph's table, or
/// `dyn` without one.
constexpr index_t sum_of_extents(extent_table* table, index_t a, index_t b) noexcept {
  if (!is_open(a) && !is_open(b)) return a + b;
  return table != nullptr ? table->sum(a, b) : a == 0 ? b : b == 0 ? a : dyn;
}
constexpr index_t difference_of_extents(extent_table* table, index_t a, index_t b) noexcept {
  if (!is_open(a) && !is_open(b)) return a - b;
  return table != nullptr ? table->difference(a, b) : b == 0 ? a : dyn;
}
constexpr index_t product_of_extents(extent_table* table, index_t a, index_t b) noexcept {
  if (!is_open(a) && !is_open(b)) return a * b;
  if (table != nullptr) return table->product(a, b);
  return a == 1 ? b : b == 1 ? a : a == 0 || b == 0 ? 0 : dyn;
}
/// a / b, which comes out even.
constexpr index_t quotient_of_extents(extent_table* table, index_t a, index_t b) noexcept {
  if (!is_open(a) && !is_open(b)) return a / b;
  return table != nullptr ? table->quotient(a, b) : b == 1 ? a : dyn;
}
constexpr index_t smaller_extent(extent_table* table, index_t a, index_t b) noexcept {
  if (!is_open(a) && !is_open(b)) return a < b ? a : b;
  return a == b ? a : table != nullptr ? table->minimum(a, b) : dyn;
}
/// The arithmetic above asks for a graph's own extents: those of a call that have a name are looked
/// up.
constexpr shape with_names_looked_up(extent_table* table, shape extents) noexcept {
  for (int axis = 0; table != nullptr && axis < extents.rank; ++axis)
    if (is_named(extents.extents[axis]))
      extents.extents[axis] = table->named(extents.extents[axis]);
  return extents;
}

/// A shape that was put together from extents of another one, with the table that these belong to.
constexpr shape with_table_of(shape const& other, shape extents) noexcept {
  extents.table = other.table;
  return extents;
}

/// The table of two shapes that meet.
constexpr extent_table* table_of(shape const& a, shape const& b) noexcept {
  return a.table != nullptr ? a.table : b.table;
}

}  // namespace shape_rule
}  // namespace typegrad

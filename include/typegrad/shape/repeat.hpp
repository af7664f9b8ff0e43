#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/normalize_axes.hpp>
#include <typegrad/shape/open_extent.hpp>

namespace typegrad::shape_rule {

/// Every element `times` times in a row along `axis`.
/// errors: a negative count; an axis out of range
constexpr shape_result repeat(shape const& a, index_t times, int axis) noexcept {
  if (times < 0) return {{}, "the number of repeats must not be negative"};
  axis_result const repeated = normalize_axis(axis, a.rank);
  if (!repeated) return {{}, repeated.relation};
  shape_result result{a};
  index_t& extent = result.value.extents[repeated.value];
  if (is_open(extent)) extent = product_of_extents(a.table, extent, times);
  else if (__builtin_mul_overflow(extent, times, &extent))
    return {{}, "the elements must fit into memory"};
  return result;
}

/// Every element `times` times in a row, all axes flattened into one.
/// errors: a negative count
constexpr shape_result repeat(shape const& a, index_t times) noexcept {
  if (times < 0) return {{}, "the number of repeats must not be negative"};
  return {make_shape(product_of_extents(a.table, a.size(), times))};
}

/// The whole of `a` side by side, `times[k]` times along axis k; axes are aligned at the right
/// and missing ones on either side count as 1.
/// errors: a negative count
/// source: NumPy, `numpy.tile`
constexpr shape_result tile(shape const& a, shape const& times) noexcept {
  shape_result result{a.rank < times.rank ? times : a};
  result.value.table = a.table;
  shape const& shorter = a.rank < times.rank ? a : times;
  int const added = result.value.rank - shorter.rank;
  for (int axis = 0; axis < times.rank; ++axis)
    if (times.extents[axis] < 0) return {{}, "the number of repeats must not be negative"};
  for (int axis = 0; axis < shorter.rank; ++axis) {
    index_t& extent = result.value.extents[added + axis];
    index_t const other = shorter.extents[axis];
    if (is_open(extent) || is_open(other)) extent = product_of_extents(a.table, extent, other);
    else if (__builtin_mul_overflow(extent, other, &extent))
      return {{}, "the elements must fit into memory"};
  }
  return result;
}

}  // namespace typegrad::shape_rule

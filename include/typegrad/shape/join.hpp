#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/normalize_axes.hpp>
#include <typegrad/shape/open_extent.hpp>

namespace typegrad::shape_rule {

/// The shape of `count` operands laid end to end along `axis`.
/// errors: no operand; rank 0; ranks or other extents that differ; an axis out of range
constexpr shape_result concatenate(shape const* operands, int count, int axis) noexcept {
  if (count < 1) return {{}, "at least one operand is needed"};
  if (operands[0].rank == 0) return {{}, "operands must have at least one axis"};
  shape_result result{operands[0]};
  for (int place = 1; place < count; ++place)
    result.value.table = table_of(result.value, operands[place]);
  axis_result const joined = normalize_axis(axis, result.value.rank);
  if (!joined) return {{}, joined.relation};
  for (int place = 1; place < count; ++place) {
    shape const& next = operands[place];
    if (next.rank != result.value.rank) return {{}, "operands must have the same number of axes"};
    for (int other = 0; other < next.rank; ++other) {
      index_t& extent = result.value.extents[other];
      if (other == joined.value)
        extent = sum_of_extents(table_of(result.value, next), extent, next.extents[other]);
      else if (may_be_equal(extent, next.extents[other]))
        extent = common_extent(extent, next.extents[other]);
      else return {{}, "operands must agree in every extent except along the joined axis"};
    }
  }
  return result;
}

/// The shape of `count` operands of one shape, put next to each other along a new axis.
/// errors: no operand; shapes that differ; an axis out of range of the result; too many axes
constexpr shape_result stack(shape const* operands, int count, int axis) noexcept {
  if (count < 1) return {{}, "at least one operand is needed"};
  shape first = operands[0];
  for (int place = 1; place < count; ++place) {
    if (!may_be_equal(operands[place], first)) return {{}, "operands must have the same shape"};
    first = common_shape(first, operands[place]);
    first.table = table_of(first, operands[place]);
  }
  if (first.rank == max_rank) return {{}, "the result must have at most 8 axes"};
  axis_result const added = normalize_axis(axis, first.rank + 1);
  if (!added) return {{}, added.relation};
  shape_result result;
  result.value.table = first.table;
  for (int old = 0; old < first.rank; ++old) {
    if (old == added.value) result.value.append(count);
    result.value.append(first.extents[old]);
  }
  if (added.value == first.rank) result.value.append(count);
  return result;
}

/// The same for an array of operands: `concatenate({a, b, c}, 0)`.
template <int Count>
constexpr shape_result concatenate(shape const (&operands)[Count], int axis) noexcept {
  return concatenate(operands, Count, axis);
}

/// The same for an array of operands: `stack({a, b, c}, 0)`.
template <int Count>
constexpr shape_result stack(shape const (&operands)[Count], int axis) noexcept {
  return stack(operands, Count, axis);
}

}  // namespace typegrad::shape_rule

#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/countable.hpp>
#include <typegrad/shape/normalize_axes.hpp>
#include <typegrad/shape/open_extent.hpp>

namespace typegrad {

/// Where a diagonal lies: the two normalised axes, its first position on each, and its length.
struct diagonal_result {
  shape value;
  int row_axis = 0;
  int column_axis = 1;
  index_t first_row = 0;
  index_t first_column = 0;
  index_t extent = 0;
  char const* relation = nullptr;

  constexpr explicit operator bool() const noexcept { return relation == nullptr; }
};

namespace shape_rule {

/// The elements (k, k + offset) of two axes, as a new last axis; the two axes disappear.
/// errors: fewer than two axes; twice the same axis; an axis out of range
/// source: NumPy, `numpy.diagonal`
constexpr diagonal_result diagonal(shape const& a, index_t offset = 0, int row_axis = 0,
                                   int column_axis = 1) noexcept {
  diagonal_result result;
  if (a.rank < 2) {
    result.relation = "a must have at least two axes";
    return result;
  }
  axes_result const axes = normalize_axes(make_axes(row_axis, column_axis), a.rank);
  if (!axes) {
    result.relation = axes.relation;
    return result;
  }
  result.row_axis = axes.value[0];
  result.column_axis = axes.value[1];
  index_t const rows = a.extents[result.row_axis];
  index_t const columns = a.extents[result.column_axis];
  result.value.table = a.table;
  // Further out there is no element either.
  index_t const least = -most_elements;
  result.first_row =
      offset >= 0 ? 0 : smaller_extent(a.table, rows, offset < least ? most_elements : -offset);
  result.first_column = offset <= 0 ? 0 : smaller_extent(a.table, columns, offset);
  index_t const below = difference_of_extents(a.table, rows, result.first_row);
  index_t const beside = difference_of_extents(a.table, columns, result.first_column);
  result.extent = smaller_extent(a.table, below, beside);
  for (int axis = 0; axis < a.rank; ++axis)
    if (!axes.value.contains(axis)) result.value.append(a.extents[axis]);
  result.value.append(result.extent);
  return result;
}

/// The square matrix that has the vector `a` on its diagonal `offset`.
/// errors: a rank other than 1; a matrix that fits into no memory
constexpr shape_result diagonal_matrix(shape const& a, index_t offset = 0) noexcept {
  if (a.rank != 1) return {{}, "a must have exactly one axis"};
  if (offset > most_elements || offset < -most_elements)
    return {{}, "the elements must fit into memory"};
  index_t const extent = sum_of_extents(a.table, a.extents[0], offset < 0 ? -offset : offset);
  shape matrix = make_shape(extent, extent);
  matrix.table = a.table;
  return countable(matrix);
}

}  // namespace shape_rule
}  // namespace typegrad

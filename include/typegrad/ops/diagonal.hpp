// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/reshape.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/transpose.hpp>
#include <typegrad/shape/diagonal.hpp>

namespace typegrad {

/// A diagonal as a slice: the two axes behind the others, flattened into one, and every (columns +
/// 1)-th element.
struct diagonal_slice {
  axes_result order;
  shape_result flattened;
  encoded_attributes<3 * max_rank> part;
};
constexpr diagonal_slice slice_of_diagonal(shape const& from, index_t offset, int row_axis,
                                           int column_axis) {
  diagonal_slice made;
  diagonal_result const where = shape_rule::diagonal(from, offset, row_axis, column_axis);
  made.part.relation = where.relation;
  if (!where) return made;
  made.order.value =
      shape_rule::other_axes(make_axes(where.row_axis, where.column_axis), from.rank);
  for (int k = 0; k < made.order.value.count; ++k)
    made.flattened.value.append(from.extents[made.order.value[k]]);
  made.order.value.append(where.row_axis);
  made.order.value.append(where.column_axis);
  index_t const columns = from.extents[where.column_axis];
  made.flattened.value.append(
      shape_rule::product_of_extents(from.table, from.extents[where.row_axis], columns));
  index_t const start = shape_rule::sum_of_extents(
      from.table, shape_rule::product_of_extents(from.table, where.first_row, columns),
      where.first_column);
  for (int k = 0; k < made.flattened.value.rank; ++k) {
    bool const last = k + 1 == made.flattened.value.rank;
    made.part.append(last ? start : 0);
    made.part.append(last ? shape_rule::sum_of_extents(from.table, columns, 1) : 1);
    made.part.append(last ? where.extent : made.flattened.value.extents[k]);
  }
  return made;
}

/// `diagonal<Offset, RowAxis, ColumnAxis>(x)`, see `apply_recorded`.
template <index_t Offset, int RowAxis, int ColumnAxis>
struct typed_diagonal {
  static constexpr auto name = "diagonal";
  static constexpr shape_result result_of(shape const& from) {
    diagonal_result const where = shape_rule::diagonal(from, Offset, RowAxis, ColumnAxis);
    return {where.value, where.relation};
  }
  static constexpr auto record(auto const& x) { return diagonal(x, Offset, RowAxis, ColumnAxis); }
};

/// y = the elements x(k, k + offset), of two axes, as a new last axis: `diagonal(x)`,
/// `diagonal<1>(x)`, `diagonal<0, -2, -1>(x)` of the matrices of a batch.
///
/// shape     x: S  ->  S without the two axes (0 and 1 by default), then the length of the diagonal
/// backward  dx = dy on the diagonal, zero elsewhere
/// domain    all x
/// edge      none: elements stay what they are
/// cost      none
/// errors    fewer than two axes; an axis outside [-rank, rank); twice the same one
/// source    NumPy, `numpy.diagonal`
template <index_t Offset = 0, int RowAxis = 0, int ColumnAxis = 1, Operand Value>
constexpr auto diagonal(Value const& x) {
  return apply_recorded<ops::slice, typed_diagonal<Offset, RowAxis, ColumnAxis>>(x);
}
/// With ordinary arguments: `diagonal(x, 1)`, `diagonal(x, 0, -2, -1)`.
template <Recordable Symbol>
constexpr Symbol diagonal(Symbol const& x, index_t offset, int row_axis = 0, int column_axis = 1) {
  diagonal_slice const made = slice_of_diagonal(x.extents(), offset, row_axis, column_axis);
  require_call(made.part.relation, "diagonal", x, offset, row_axis, column_axis);
  return slice_by(reshape_to(transpose_by(x, made.order.value), made.flattened.value),
                  made.part.list());
}

}  // namespace typegrad

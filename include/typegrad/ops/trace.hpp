// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/diagonal.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// y = the sum of the diagonal of a matrix, `trace(x)`, `trace<1>(x)`, or of the matrices of a
/// batch, `trace<0, -2, -1>(x)`.
///
/// shape     x: S  ->  S without the two axes (0 and 1 by default)
/// backward  dx = dy on the diagonal, zero elsewhere
/// domain    all x
/// edge      NaN beside the diagonal is left out
/// errors    fewer than two axes; an axis outside [-rank, rank); twice the same one
/// source    NumPy, `numpy.trace`
template <index_t Offset = 0, int RowAxis = 0, int ColumnAxis = 1, Operand Value>
constexpr auto trace(Value const& x) {
  return sum<-1>(diagonal<Offset, RowAxis, ColumnAxis>(x));
}
/// With ordinary arguments: `trace(x, 1)`, `trace(x, 0, -2, -1)`.
template <Recordable Symbol>
constexpr auto trace(Symbol const& x, index_t offset, int row_axis = 0, int column_axis = 1) {
  if constexpr (ThrowsMistakes<Symbol>)
    require_call(shape_rule::diagonal(x.extents(), offset, row_axis, column_axis).relation, "trace",
                 x, offset, row_axis, column_axis);
  return sum(diagonal(x, offset, row_axis, column_axis), make_axes(-1));
}

}  // namespace typegrad

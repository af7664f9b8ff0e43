// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/where.hpp>

namespace typegrad {

/// The mask of the elements on and below diagonal `Offset` of a matrix.
template <index_t Rows, index_t Columns, index_t Offset>
constexpr tensor<bool, Rows, Columns> tril_mask() {
  tensor<bool, Rows, Columns> mask;
  for (index_t row = 0; row < Rows; ++row)
    for (index_t column = 0; column < Columns; ++column) mask(row, column) = column - row <= Offset;
  return mask;
}

/// y = the elements of x on and below a diagonal, zero above it: `tril(x)`, `tril<1>(x)`; the last two axes of a batch.
///
/// shape     x: S  ->  S
/// backward  dx = dy on and below the diagonal, zero above it
/// errors    fewer than two axes
/// source    NumPy, `numpy.tril`
template <index_t Offset = 0, Operand X>
constexpr auto tril(X const& x) {
  constexpr shape extents = typed_operand<X>::extents;
  static_assert(extents.rank >= 2, "typegrad: tril(x): x must have at least two axes");
  return where(tril_mask<extents[extents.rank - 2], extents[extents.rank - 1], Offset>(), x, 0);
}

}  // namespace typegrad

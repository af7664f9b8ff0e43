// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/where.hpp>

namespace typegrad {

/// The mask of the elements on and above diagonal `Offset` of a matrix.
template <index_t Rows, index_t Columns, index_t Offset>
constexpr tensor<bool, Rows, Columns> triu_mask() {
  tensor<bool, Rows, Columns> mask;
  for (index_t row = 0; row < Rows; ++row)
    for (index_t column = 0; column < Columns; ++column) mask(row, column) = column - row >= Offset;
  return mask;
}

/// y = the elements of x on and above a diagonal, zero below it: `triu(x)`, `triu<1>(x)`; the last two axes of a batch.
///
/// shape     x: S  ->  S
/// backward  dx = dy on and above the diagonal, zero below it
/// errors    fewer than two axes
/// source    NumPy, `numpy.triu`
template <index_t Offset = 0, Operand X>
constexpr auto triu(X const& x) {
  constexpr shape extents = typed_operand<X>::extents;
  static_assert(extents.rank >= 2, "typegrad: triu(x): x must have at least two axes");
  return where(triu_mask<extents[extents.rank - 2], extents[extents.rank - 1], Offset>(), x, 0);
}

}  // namespace typegrad

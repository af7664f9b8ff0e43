// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/tril.hpp>
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

/// `triu` with an ordinary argument: `triu(x, 1)`.
template <Recordable Symbol>
constexpr Symbol triu(Symbol const& x, index_t offset) {
  shape const extents = x.extents();
  require_call(extents.rank < 2 ? "a must have at least two axes" : nullptr, "triu", x, offset);
  return where(greater_equal(diagonal_columns(x), diagonal_rows(x, offset)), x, 0);
}

/// `triu` of a matrix of which some extents are looked up.
template <index_t Offset>
struct typed_triu {
  static constexpr auto name = "triu";
  static constexpr shape_result result_of(shape const& from) { return {from}; }
  static constexpr auto record(auto const& x) { return triu(x, Offset); }
};

/// y = the elements of x on and above a diagonal, zero below it: `triu(x)`, `triu<1>(x)`; the last
/// two axes of a batch.
///
/// shape     x: S  ->  S
/// backward  dx = dy on and above the diagonal, zero below it
/// errors    fewer than two axes
/// source    NumPy, `numpy.triu`
template <index_t Offset = 0, Operand Value>
constexpr auto triu(Value const& x) {
  if constexpr (Recordable<Value>) {
    return triu(x, Offset);
  } else {
    constexpr shape extents = typed_operand<Value>::extents;
    static_assert(extents.rank >= 2, "typegrad: triu(x): x must have at least two axes");
    if constexpr (OpenOperand<Value>) return apply_recorded<ops::where, typed_triu<Offset>>(x);
    else
      return where(triu_mask<extents[extents.rank - 2], extents[extents.rank - 1], Offset>(), x, 0);
  }
}

}  // namespace typegrad

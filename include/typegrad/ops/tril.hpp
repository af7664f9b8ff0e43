// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/call_words.hpp>
#include <typegrad/ops/consecutive_numbers.hpp>
#include <typegrad/ops/greater_equal.hpp>
#include <typegrad/ops/where.hpp>
#include <typegrad/shape/countable.hpp>

namespace typegrad {

// The mask of a triangle, at run time, is a comparison of the numbers of rows and columns: no list
// of all elements.

/// For each row of the matrices x the number of the column in which diagonal `offset` crosses it,
/// as a column.
template <Recordable Symbol>
constexpr auto diagonal_rows(Symbol const& x, index_t offset) {
  shape const extents = x.extents();
  index_t const rows = extents.extents[extents.rank - 2];
  index_t const columns = extents.extents[extents.rank - 1];
  // Further out there is no element, and no sum that overflows.
  index_t const above = is_open(columns) ? most_elements : columns;
  index_t const below = is_open(rows) ? -most_elements : -rows;
  index_t const first = offset < below ? below : offset > above ? above : offset;
  return consecutive_numbers<std::int64_t>(x, first,
                                           shape_rule::with_table_of(extents, make_shape(rows, 1)));
}

/// The numbers of the columns of the matrices x, as a row.
template <Recordable Symbol>
constexpr auto diagonal_columns(Symbol const& x) {
  shape const extents = x.extents();
  return consecutive_numbers<std::int64_t>(
      x, 0, shape_rule::with_table_of(extents, make_shape(extents.extents[extents.rank - 1])));
}

/// `tril` and `triu`: the elements of x on one side of a diagonal, zero elsewhere.
template <bool Upper>
struct triangle {
  static constexpr auto name = Upper ? "triu" : "tril";

  template <Recordable Symbol>
  static constexpr Symbol record(Symbol const& x, index_t offset) {
    require_call(x.extents().rank < 2 ? "a must have at least two axes" : nullptr, name, x, offset);
    auto const rows = diagonal_rows(x, offset);
    auto const columns = diagonal_columns(x);
    return where(Upper ? greater_equal(columns, rows) : greater_equal(rows, columns), x, 0);
  }

  template <index_t Rows, index_t Columns, index_t Offset>
  static constexpr tensor<bool, Rows, Columns> mask() {
    tensor<bool, Rows, Columns> kept;
    for (index_t row = 0; row < Rows; ++row)
      for (index_t column = 0; column < Columns; ++column)
        kept(row, column) = Upper ? column - row >= Offset : column - row <= Offset;
    return kept;
  }
};

/// A triangle of a matrix of which some extents are looked up.
template <bool Upper, index_t Offset>
struct typed_triangle {
  static constexpr auto name = triangle<Upper>::name;
  static constexpr shape_result result_of(shape const& from) { return {from}; }
  static constexpr auto record(auto const& x) { return triangle<Upper>::record(x, Offset); }
};

template <bool Upper, index_t Offset, Operand Value>
constexpr auto triangle_of(Value const& x) {
  if constexpr (Recordable<Value>) {
    return triangle<Upper>::record(x, Offset);
  } else if constexpr (OpenOperand<Value>) {
    return apply_recorded<ops::where, typed_triangle<Upper, Offset>>(x);
  } else {
    constexpr auto extents = typed_operand<Value>::extents.extents;
    constexpr int rank = typed_operand<Value>::extents.rank;
    return where(triangle<Upper>::template mask<extents[rank - 2], extents[rank - 1], Offset>(), x,
                 0);
  }
}

/// `tril` with an ordinary argument: `tril(x, 1)`.
template <Recordable Symbol>
constexpr Symbol tril(Symbol const& x, index_t offset) {
  return triangle<false>::record(x, offset);
}

/// y = the elements of x on and below a diagonal, zero above it: `tril(x)`, `tril<1>(x)`; the last
/// two axes of a batch.
///
/// shape     x: S  ->  S
/// backward  dx = dy on and below the diagonal, zero above it
/// domain    all x
/// edge      NaN in the other triangle is left out
/// errors    fewer than two axes
/// source    NumPy, `numpy.tril`
template <index_t Offset = 0, Operand Value>
constexpr auto tril(Value const& x) {
  if constexpr (!Recordable<Value>)
    static_assert(typed_operand<Value>::extents.rank >= 2,
                  "typegrad: tril(x): x must have at least two axes");
  return triangle_of<false, Offset>(x);
}

}  // namespace typegrad

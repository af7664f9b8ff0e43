// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/kernel/matrix_reading.hpp>
#include <typegrad/kernel/multiply.hpp>

#include <type_traits>
#include <utility>

namespace typegrad {

/// c = a b where a register holds one number, as on a microcontroller: up to four elements of a row
/// of c are added up at a time, each in a register; of a column where c has no more. What is read
/// of `a` serves all of them.
///
/// A Cortex-M4F takes 2.3 instructions for a product and a sum; adding up in memory takes 5.
template <class Number>
struct register_product {
  static constexpr index_t most = 4;
  /// The rounding error of longer sums grows with parts of so many terms, not with all.
  static constexpr index_t longest_part = 256;

  /// The elements of c that are added up together, `step` apart: x is one row, y has their columns.
  template <index_t Inner, index_t... Each>
  TYPEGRAD_INLINE static void add_up(Number* c, index_t step, matrix_reading<Number> x,
                                     matrix_reading<Number> y,
                                     std::integer_sequence<index_t, Each...>) {
    if constexpr (Inner == 0) {
      ((c[Each * step] = Number{}), ...);
    } else if constexpr (Inner > longest_part && std::is_floating_point_v<Number>) {
      Number whole[sizeof...(Each)] = {};
      for (index_t p = 0; p < Inner;) {
        index_t const end = Inner - p < longest_part ? Inner : p + longest_part;
        Number sum[sizeof...(Each)] = {};
        for (; p < end; ++p) {
          Number const left = x.data[p * x.column_stride];
          Number const* const right = y.data + p * y.row_stride;
          ((sum[Each] = multiply_add(sum[Each], left, right[Each * y.column_stride])), ...);
        }
        ((whole[Each] += sum[Each]), ...);
      }
      ((c[Each * step] = whole[Each]), ...);
    } else {
      Number sum[] = {multiply(*x.data, y.data[Each * y.column_stride])...};
      for (index_t p = 1; p < Inner; ++p) {
        x.data += x.column_stride;
        y.data += y.row_stride;
        Number const left = *x.data;
        ((sum[Each] = multiply_add(sum[Each], left, y.data[Each * y.column_stride])), ...);
      }
      ((c[Each * step] = sum[Each]), ...);
    }
  }

  /// One row times `Count` columns.
  template <index_t Inner, index_t Count>
  TYPEGRAD_INLINE static void multiply_row(Number* c, index_t step, matrix_reading<Number> x,
                                           matrix_reading<Number> y) {
    constexpr index_t whole = Count / most * most;
    for (index_t j = 0; j < whole; j += most) {
      add_up<Inner>(c, step, x, y, std::make_integer_sequence<index_t, most>{});
      c += most * step;
      y.data += most * y.column_stride;
    }
    if constexpr (whole < Count)
      add_up<Inner>(c, step, x, y, std::make_integer_sequence<index_t, Count - whole>{});
  }

  /// One row of few numbers, which stay in registers, times each column.
  template <index_t Columns, index_t... Each>
  TYPEGRAD_INLINE static void multiply_held_row(Number* c, matrix_reading<Number> x,
                                                matrix_reading<Number> y,
                                                std::integer_sequence<index_t, 0, Each...>) {
    Number const row[] = {*x.data, x.data[Each * x.column_stride]...};
    for (index_t j = 0; j < Columns; ++j) {
      Number sum = multiply(row[0], *y.data);
      ((sum = multiply_add(sum, row[Each], y.data[Each * y.row_stride])), ...);
      c[j] = sum;
      y.data += y.column_stride;
    }
  }

  template <index_t Rows, index_t Inner, index_t Columns>
  TYPEGRAD_INLINE static void multiply_all(Number* c, matrix_reading<Number> a,
                                           matrix_reading<Number> b) {
    if constexpr (Columns == 1) {  // c^T = b^T a^T
      multiply_row<Inner, Rows>(c, 1, {b.data, b.column_stride, b.row_stride},
                                {a.data, a.column_stride, a.row_stride});
    } else {
      for (index_t i = 0; i < Rows; ++i) {
        if constexpr (Inner > 0 && Inner <= most && Columns > 2)
          multiply_held_row<Columns>(c, a, b, std::make_integer_sequence<index_t, Inner>{});
        else multiply_row<Inner, Columns>(c, 1, a, b);
        c += Columns;
        a.data += a.row_stride;
      }
    }
  }
};

}  // namespace typegrad

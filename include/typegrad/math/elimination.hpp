#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/select.hpp>
#include <typegrad/math/select_by_bits.hpp>
#include <typegrad/math/sign.hpp>

#include <utility>

namespace typegrad::math {

// Gaussian elimination with partial pivoting: a row whose number in the column is larger than that
// of the row on top takes its place, one row after the other. All three do the same arithmetic in
// the same order and give the same bits.
//
// Pivots are inverted once: nothing else is divided.
//
// domain  a singular matrix gives infinities or NaN, and no constant expression; so does a pivot
//         whose inverse is no number, below 3e-39 in float
// source  Golub and Van Loan, "Matrix Computations", algorithm 3.4.1

/// Exchanges rows `k` and `i` where the mask holds: numbers that cannot be asked, as those that are
/// written, are selected.
template <class Mask, class Number>
constexpr void exchange_rows(Mask const& mask, Number* a, int k, int i, int columns) {
  for (int j = 0; j < columns; ++j) {
    Number const upper = a[k * columns + j];
    Number const lower = a[i * columns + j];
    a[k * columns + j] = select(mask, lower, upper);
    a[i * columns + j] = select(mask, upper, lower);
  }
}

/// Solves a x = b in place by selecting rows: `b` becomes x, `a` is used up. Both are row-major,
/// a: n x n, b: n x columns.
template <class Number>
constexpr void eliminate_by_selection(Number* a, Number* b, int n, int columns) {
  for (int k = 0; k < n; ++k) {
    for (int i = k + 1; i < n; ++i) {
      auto const is_larger = (math::abs)(a[i * n + k]) > (math::abs)(a[k * n + k]);
      exchange_rows(is_larger, a, k, i, n);
      exchange_rows(is_larger, b, k, i, columns);
    }
    a[k * n + k] = Number(1) / a[k * n + k];
    for (int i = k + 1; i < n; ++i) {
      Number const factor = a[i * n + k] * a[k * n + k];
      for (int j = k + 1; j < n; ++j) a[i * n + j] -= factor * a[k * n + j];
      for (int j = 0; j < columns; ++j) b[i * columns + j] -= factor * b[k * columns + j];
    }
  }
  for (int k = n - 1; k >= 0; --k)
    for (int j = 0; j < columns; ++j) {
      Number sum = b[k * columns + j];
      for (int i = k + 1; i < n; ++i) sum -= a[k * n + i] * b[i * columns + j];
      b[k * columns + j] = sum * a[k * n + k];
    }
}

/// Exchanges a and b where the mask holds, without a jump where that is asked for.
template <bool SameTime, class Value>
constexpr void exchange_if(bool mask, Value& a, Value& b) {
  if constexpr (SameTime) {
    Value const first = select_by_bits(mask, b, a);
    b = select_by_bits(mask, a, b);
    a = first;
  } else if (mask) {
    Value const first = b;
    b = a;
    a = first;
  }
}

/// A matrix whose elements at places known while compiling are in registers.
template <class Matrix>
concept ElementsInRegisters = requires { requires Matrix::are_in_registers; };

/// Solves a x = b in loops, the little code that it takes: `rows` of at most `Rows` and `columns`
/// of at most `Columns`. Elements are asked for as a(i, j) and b(i, j), x is row-major, `pitch`
/// numbers a row. Rows stay where they are, pointers to them are exchanged.
template <int Rows, int Columns, bool SameTime, class Number, class Left, class Right>
constexpr void eliminate_in_loops(Left const& a, Right const& b, Number* x, int rows, int columns,
                                  int pitch) {
  Number memory[Rows * (Rows + Columns)];
  Number* row[Rows];
  int const width = rows + columns;
  if constexpr (ElementsInRegisters<Left> && ElementsInRegisters<Right>) {
#pragma GCC unroll 8
    for (int i = 0; i < Rows; ++i) {
      row[i] = memory + i * width;
#pragma GCC unroll 8
      for (int j = 0; j < Rows; ++j) memory[i * width + j] = a(i, j);
#pragma GCC unroll 8
      for (int j = 0; j < Columns; ++j) memory[i * width + Rows + j] = b(i, j);
    }
  } else {
    for (int i = 0; i < rows; ++i) {
      Number* const own = row[i] = memory + i * width;
      for (int j = 0; j < rows; ++j) own[j] = a(i, j);
      for (int j = 0; j < columns; ++j) own[rows + j] = b(i, j);
    }
  }
  for (int k = 0; k < rows; ++k) {
    for (int i = k + 1; i < rows; ++i)
      exchange_if<SameTime>((math::abs)(row[i][k]) > (math::abs)(row[k][k]), row[k], row[i]);
    Number* const top = row[k];
    Number const scale = top[k] = Number(1) / top[k];
    for (int i = k + 1; i < rows; ++i) {
      Number* const own = row[i];
      Number const factor = own[k] * scale;
      for (int j = k + 1; j < width; ++j) own[j] -= factor * top[j];
    }
  }
  for (int k = rows - 1; k >= 0; --k)
    for (int j = 0; j < columns; ++j) {
      Number const* const own = row[k];
      Number sum = own[rows + j];
      for (int i = k + 1; i < rows; ++i) sum -= own[i] * x[i * pitch + j];
      x[k * pitch + j] = sum * own[k];
    }
}

/// Row `i` of a matrix, as the matrix gives it or element by element.
template <class Matrix>
constexpr auto row_of(Matrix const& a, int i) {
  if constexpr (requires { a.row(i); }) return a.row(i);
  else return [&a, i](int j) { return a(i, j); };
}

template <class Row, int Rows>
struct rows_in_order {
  Row items[Rows];
};
template <class Matrix, int... Each>
constexpr auto rows_of(Matrix const& a, int const* number, std::integer_sequence<int, Each...>) {
  return rows_in_order<decltype(row_of(a, 0)), sizeof...(Each)>{{row_of(a, number[Each])...}};
}

/// Exchanges the numbers of rows for the first pivot, before anything else is read.
template <int Rows, bool SameTime, class Number, class Left>
constexpr void find_first_pivot(Left const& a, int* row) {
  Number largest = (math::abs)(a(0, 0));
#pragma GCC unroll 8
  for (int i = 1; i < Rows; ++i) {
    Number size = (math::abs)(a(i, 0));
    bool const is_larger = size > largest;
    exchange_if<SameTime>(is_larger, row[0], row[i]);
    exchange_if<SameTime>(is_larger, largest, size);
  }
}

/// The same, written out in registers: a loop is left over the columns of b, whose rows are found
/// by their numbers. A single column is held beside a.
template <int Rows, int Columns, bool SameTime, class Number, class Left, class Right>
constexpr void eliminate_in_registers(Left const& a, Right const& b, Number* x) {
  constexpr bool is_held = Columns == 1;
  constexpr int width = Rows + (is_held ? 1 : 0);
  Number m[Rows][width];
  int row[Rows];
#pragma GCC unroll 8
  for (int i = 0; i < Rows; ++i) row[i] = i;
  if constexpr (!is_held) find_first_pivot<Rows, SameTime, Number>(a, row);

#pragma GCC unroll 8
  for (int i = 0; i < Rows; ++i) {
    if constexpr (is_held) {
#pragma GCC unroll 8
      for (int j = 0; j < Rows; ++j) m[i][j] = a(i, j);
      m[i][Rows] = b(i, 0);
    } else {
      auto const own = row_of(a, row[i]);
#pragma GCC unroll 8
      for (int j = 0; j < Rows; ++j) m[i][j] = own(j);
    }
  }
#pragma GCC unroll 8
  for (int k = 0; k < Rows; ++k) {
    if (is_held || k > 0) {
#pragma GCC unroll 8
      for (int i = k + 1; i < Rows; ++i) {
        bool const is_larger = (math::abs)(m[i][k]) > (math::abs)(m[k][k]);
        exchange_if<SameTime>(is_larger, row[k], row[i]);
#pragma GCC unroll 8
        for (int j = is_held ? k : 0; j < width; ++j)
          exchange_if<SameTime>(is_larger, m[k][j], m[i][j]);
      }
    }
    m[k][k] = Number(1) / m[k][k];
#pragma GCC unroll 8
    for (int i = k + 1; i < Rows; ++i) {
      Number const factor = m[i][k] = -(m[i][k] * m[k][k]);
#pragma GCC unroll 8
      for (int j = k + 1; j < width; ++j) m[i][j] += factor * m[k][j];
    }
  }
  auto const right = rows_of(b, row, std::make_integer_sequence<int, Rows>{});
  for (int column = 0; column < Columns; ++column) {
    Number y[Rows];
#pragma GCC unroll 8
    for (int i = 0; i < Rows; ++i) {
      if constexpr (is_held) {
        y[i] = m[i][Rows];
      } else {
        y[i] = right.items[i](column);
#pragma GCC unroll 8
        for (int k = 0; k < i; ++k) y[i] += m[i][k] * y[k];
      }
    }
#pragma GCC unroll 8
    for (int k = Rows - 1; k >= 0; --k) {
#pragma GCC unroll 8
      for (int i = k + 1; i < Rows; ++i) y[k] -= m[k][i] * y[i];
      x[k * Columns + column] = y[k] = y[k] * m[k][k];
    }
  }
}

}  // namespace typegrad::math

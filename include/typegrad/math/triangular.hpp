#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/root.hpp>

#include <cstddef>

namespace typegrad::math {

// Loops over rows, whose elements lie side by side, so that compilers make vectors of them without
// another order of the sums. Functions of their own: there is one of each for a type of numbers.

/// Calls step(j), j < count. GCC 12 with -O2 makes vectors only where it sees how often a loop
/// runs.
template <class Step>
constexpr void for_each_by_eights(std::ptrdiff_t count, Step const& step) {
  std::ptrdiff_t j = 0;
  for (; j + 8 <= count; j += 8)
    for (int k = 0; k < 8; ++k) step(j + k);
  for (; j < count; ++j) step(j);
}

/// row -= factor * from, both of `count` elements.
template <class Number>
[[gnu::noinline]] constexpr void subtract_row(Number* __restrict row, Number const* __restrict from,
                                              std::ptrdiff_t count, Number factor) {
  for_each_by_eights(count, [=](std::ptrdiff_t j) { row[j] -= factor * from[j]; });
}
/// The same of four rows, `pitch` elements apart, in one visit.
template <class Number>
[[gnu::noinline]] constexpr void subtract_four_rows(Number* __restrict row,
                                                    Number const* __restrict from,
                                                    std::ptrdiff_t pitch, std::ptrdiff_t count,
                                                    Number const (&factor)[4]) {
  Number const f0 = factor[0];
  Number const f1 = factor[1];
  Number const f2 = factor[2];
  Number const f3 = factor[3];
  auto const subtract = [=](std::ptrdiff_t j) {
    row[j] = row[j] - f0 * from[j] - f1 * from[pitch + j] - f2 * from[2 * pitch + j] -
             f3 * from[3 * pitch + j];
  };
  for_each_by_eights(count, subtract);
}
/// row -= the sum of factors(p) times row p of `from`, p < rows.
template <class Number, class Factors>
constexpr void subtract_rows(Number* row, Number const* from, std::ptrdiff_t rows,
                             std::ptrdiff_t pitch, std::ptrdiff_t count, Factors const& factors) {
  std::ptrdiff_t p = 0;
  for (; p + 4 <= rows; p += 4) {
    Number const four[4] = {factors(p), factors(p + 1), factors(p + 2), factors(p + 3)};
    subtract_four_rows(row, from + p * pitch, pitch, count, four);
  }
  for (; p < rows; ++p) subtract_row(row, from + p * pitch, count, factors(p));
}

/// The sum of a(p) times x[p], p < count, in four parts.
template <class Number, class Factors>
constexpr Number sum_of_products(Number const* x, std::ptrdiff_t count, Factors const& a) {
  Number part[4]{};
  std::ptrdiff_t p = 0;
  for (; p + 4 <= count; p += 4)
    for (std::ptrdiff_t k = 0; k < 4; ++k) part[k] += a(p + k) * x[p + k];
  for (; p < count; ++p) part[0] += a(p) * x[p];
  return (part[0] + part[1]) + (part[2] + part[3]);
}

/// Makes of the upper triangle of a symmetric matrix, row-major, its lower triangular factor, with
/// zeros above. The factor grows as the rows of its transpose, four at a time.
///
/// source  Golub and Van Loan, "Matrix Computations", algorithm 4.2.5 by blocks
template <class Number>
[[gnu::noinline]] constexpr void factor_symmetric(Number* a, std::ptrdiff_t n) {
  for (std::ptrdiff_t first = 0; first < n; first += 4) {
    std::ptrdiff_t const end = first + 4 < n ? first + 4 : n;
    for (std::ptrdiff_t k = first; k < end; ++k) {
      Number* const row = a + k * n;
      for (std::ptrdiff_t p = first; p < k; ++p)
        subtract_row(row + k, a + p * n + k, n - k, a[p * n + k]);
      row[k] = math::sqrt(row[k]);
      Number const scale = Number(1) / row[k];
      for (std::ptrdiff_t j = k + 1; j < n; ++j) row[j] *= scale;
    }
    for (std::ptrdiff_t i = end; i < n; ++i)
      subtract_rows(a + i * n + i, a + first * n + i, end - first, n, n - i,
                    [&](std::ptrdiff_t p) { return a[(first + p) * n + i]; });
  }
  for (std::ptrdiff_t i = 0; i < n; ++i)
    for (std::ptrdiff_t j = i + 1; j < n; ++j) {
      a[j * n + i] = a[i * n + j];
      a[i * n + j] = Number(0);
    }
}

/// Makes of the slopes by the factor l of a symmetric matrix, the lower triangle of x, the
/// symmetric slopes by the matrix: backwards through the factorization, four columns at a time,
/// which the other triangle holds as rows.
///
/// source  Murray 2016, "Differentiation of the Cholesky decomposition", section 4.1
template <class Number>
[[gnu::noinline]] constexpr void slopes_of_symmetric(Number* x, Number const* l, std::ptrdiff_t n) {
  std::ptrdiff_t first = n;
  while (first > 0) {
    std::ptrdiff_t const end = first;
    first = end > 4 ? end - 4 : 0;
    for (std::ptrdiff_t k = first; k < end; ++k)
      for (std::ptrdiff_t j = k + 1; j < n; ++j) x[k * n + j] = x[j * n + k];
    for (std::ptrdiff_t k = end - 1; k >= first; --k) {
      Number* const row = x + k * n;
      auto const times_column = [&](std::ptrdiff_t from, std::ptrdiff_t column) {
        return sum_of_products(row + from, n - from,
                               [&](std::ptrdiff_t p) { return l[(from + p) * n + column]; });
      };
      Number const scale = Number(1) / l[k * n + k];
      for (std::ptrdiff_t j = k + 1; j < n; ++j) row[j] *= scale;
      row[k] = (row[k] - times_column(k + 1, k)) * (scale * Number(0.5));
      for (std::ptrdiff_t p = first; p < k; ++p) {
        subtract_row(x + p * n + k, row + k, n - k, l[k * n + p]);
        x[p * n + k] -= times_column(k, p);
      }
    }
    for (std::ptrdiff_t i = end; i < n; ++i)
      subtract_rows(x + i * n, l + first * n, end - first, n, first,
                    [&](std::ptrdiff_t p) { return x[(first + p) * n + i]; });
    for (std::ptrdiff_t k = first; k < end; ++k) {
      Number* const row = x + k * n;
      for (std::ptrdiff_t i = first; i < k; ++i) row[i] = x[i * n + k];
      subtract_rows(row, l + first * n, n - first, n, first,
                    [&](std::ptrdiff_t p) { return row[first + p]; });
      subtract_row(row, l + k * n, first, row[k]);
    }
  }
  for (std::ptrdiff_t i = 0; i < n; ++i)
    for (std::ptrdiff_t j = i + 1; j < n; ++j)
      x[j * n + i] = x[i * n + j] = x[i * n + j] * Number(0.5);
}

/// x := the solution y of a y = x, x: n x columns, row-major, of a triangle whose elements are
/// a(i, j): row by row. `HasOnes`: those on the diagonal are taken for 1 and not read.
template <bool HasOnes = false, class Number, class Left>
constexpr void substitute(Number* x, std::ptrdiff_t n, std::ptrdiff_t columns, bool is_lower,
                          Left const& a) {
  for (std::ptrdiff_t step = 0; step < n; ++step) {
    std::ptrdiff_t const k = is_lower ? step : n - 1 - step;
    std::ptrdiff_t const solved = is_lower ? 0 : k + 1;
    Number* const row = x + k * columns;
    auto const factors = [&](std::ptrdiff_t p) { return a(k, solved + p); };
    if (columns == 1) row[0] -= sum_of_products(x + solved, step, factors);
    else subtract_rows(row, x + solved * columns, step, columns, columns, factors);
    if constexpr (HasOnes) continue;
    Number const pivot = a(k, k);
    for (std::ptrdiff_t j = 0; j < columns; ++j) row[j] = row[j] / pivot;
  }
}
/// The same of one column x and a triangle whose columns are rows in memory, `pitch` elements
/// apart.
template <bool HasOnes = false, class Number>
constexpr void substitute_by_columns(Number* x, std::ptrdiff_t n, bool is_lower, Number const* a,
                                     std::ptrdiff_t pitch) {
  for (std::ptrdiff_t step = 0; step < n; ++step) {
    std::ptrdiff_t const k = is_lower ? step : n - 1 - step;
    std::ptrdiff_t const rest = is_lower ? k + 1 : 0;
    Number const* const column = a + k * pitch;
    if constexpr (!HasOnes) x[k] = x[k] / column[k];
    subtract_row(x + rest, column + rest, n - 1 - step, x[k]);
  }
}

}  // namespace typegrad::math

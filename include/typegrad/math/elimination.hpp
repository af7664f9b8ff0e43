#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/select.hpp>
#include <typegrad/math/sign.hpp>

namespace typegrad::math {

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

/// Brings the row with the largest number in column k, of those from k on, to row k.
template <class Number>
constexpr void bring_pivot(Number* a, Number* b, int k, int n, int columns) {
  if constexpr (!std::is_arithmetic_v<Number>) {
    for (int i = k + 1; i < n; ++i) {
      auto const is_larger = (math::abs)(a[i * n + k]) > (math::abs)(a[k * n + k]);
      exchange_rows(is_larger, a, k, i, n);
      exchange_rows(is_larger, b, k, i, columns);
    }
  } else {
    int pivot = k;
    for (int i = k + 1; i < n; ++i)
      if ((math::abs)(a[i * n + k]) > (math::abs)(a[pivot * n + k])) pivot = i;
    if (pivot == k) return;
    for (int j = k; j < n; ++j) {
      Number const swap = a[k * n + j];
      a[k * n + j] = a[pivot * n + j];
      a[pivot * n + j] = swap;
    }
    for (int j = 0; j < columns; ++j) {
      Number const swap = b[k * columns + j];
      b[k * columns + j] = b[pivot * columns + j];
      b[pivot * columns + j] = swap;
    }
  }
}

/// Solves a x = b in place by Gaussian elimination with partial pivoting: `b` becomes x, `a` is
/// used up. Both are row-major, a: n x n, b: n x columns.
/// domain  a singular matrix gives infinities or NaN, and no constant expression
/// source  Golub and Van Loan, "Matrix Computations", algorithm 3.4.1
template <class Number>
constexpr void eliminate(Number* a, Number* b, int n, int columns) {
  for (int k = 0; k < n; ++k) {
    bring_pivot(a, b, k, n, columns);
    for (int i = k + 1; i < n; ++i) {
      Number const factor = a[i * n + k] / a[k * n + k];
      for (int j = k + 1; j < n; ++j) a[i * n + j] -= factor * a[k * n + j];
      for (int j = 0; j < columns; ++j) b[i * columns + j] -= factor * b[k * columns + j];
    }
  }
  for (int k = n - 1; k >= 0; --k)
    for (int j = 0; j < columns; ++j) {
      Number sum = b[k * columns + j];
      for (int i = k + 1; i < n; ++i) sum -= a[k * n + i] * b[i * columns + j];
      b[k * columns + j] = sum / a[k * n + k];
    }
}

}  // namespace typegrad::math

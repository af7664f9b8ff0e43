#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/elimination.hpp>
#include <typegrad/math/triangular.hpp>

namespace typegrad::math {

template <class Number>
constexpr void swap_rows(Number* a, std::ptrdiff_t i, std::ptrdiff_t k, std::ptrdiff_t pitch,
                         std::ptrdiff_t count) {
  for (std::ptrdiff_t j = 0; j < count; ++j) {
    Number const first = a[i * pitch + j];
    a[i * pitch + j] = a[k * pitch + j];
    a[k * pitch + j] = first;
  }
}

/// Factors the first n columns of n rows of n + 1 numbers in place, by Gaussian elimination with
/// partial pivoting: row i of the matrix is exchanged with the row whose number comes to stand in
/// the last column, one after the other; what is left is l u, l having ones on its diagonal. Four
/// columns at a time, the rest by rows. With `SameTime` no jump depends on the numbers.
///
/// source  Golub and Van Loan, "Matrix Computations", algorithm 3.4.1 by blocks
template <bool SameTime, class Number>
[[gnu::noinline]] constexpr void factor_rows(Number* a, std::ptrdiff_t n) {
  std::ptrdiff_t const pitch = n + 1;
  for (std::ptrdiff_t first = 0; first < n; first += 4) {
    std::ptrdiff_t const end = first + 4 < n ? first + 4 : n;
    for (std::ptrdiff_t k = first; k < end; ++k) {
      Number largest = (math::abs)(a[k * pitch + k]);
      std::ptrdiff_t place = k;
      for (std::ptrdiff_t i = k + 1; i < n; ++i) {
        Number size = (math::abs)(a[i * pitch + k]);
        std::ptrdiff_t other = i;
        bool const is_larger = size > largest;
        exchange_if<SameTime>(is_larger, largest, size);
        exchange_if<SameTime>(is_larger, place, other);
      }
      swap_rows(a, k, place, pitch, n);
      a[k * pitch + n] = static_cast<Number>(place);
      Number const scale = Number(1) / a[k * pitch + k];
      for (std::ptrdiff_t i = k + 1; i < n; ++i) {
        Number const factor = a[i * pitch + k] * scale;
        a[i * pitch + k] = factor;
        for (std::ptrdiff_t j = k + 1; j < end; ++j) a[i * pitch + j] -= factor * a[k * pitch + j];
      }
    }
    for (std::ptrdiff_t i = first + 1; i < n; ++i)
      subtract_rows(a + i * pitch + end, a + first * pitch + end, (i < end ? i : end) - first,
                    pitch, n - end, [&](std::ptrdiff_t p) { return a[i * pitch + first + p]; });
  }
}

/// x := the solution y of a y = x, or of a^T y = x, x: n x columns, row-major, by what
/// `factor_rows` made of a.
template <class Number>
[[gnu::noinline]] constexpr void solve_by_factors(Number* x, std::ptrdiff_t n,
                                                  std::ptrdiff_t columns, bool is_transposed,
                                                  Number const* factored) {
  std::ptrdiff_t const pitch = n + 1;
  auto const factors = [=](std::ptrdiff_t i, std::ptrdiff_t j) { return factored[i * pitch + j]; };
  auto const exchange = [&](std::ptrdiff_t k) {
    swap_rows(x, k, static_cast<std::ptrdiff_t>(factors(k, n)), columns, columns);
  };
  if (is_transposed) {
    auto const transposed = [=](std::ptrdiff_t i, std::ptrdiff_t j) { return factors(j, i); };
    if (columns == 1) {
      substitute_by_columns<false>(x, n, true, factored, pitch);
      substitute_by_columns<true>(x, n, false, factored, pitch);
    } else {
      substitute<false>(x, n, columns, true, transposed);
      substitute<true>(x, n, columns, false, transposed);
    }
    for (std::ptrdiff_t k = n - 1; k >= 0; --k) exchange(k);
  } else {
    for (std::ptrdiff_t k = 0; k < n; ++k) exchange(k);
    substitute<true>(x, n, columns, true, factors);
    substitute<false>(x, n, columns, false, factors);
  }
}

}  // namespace typegrad::math

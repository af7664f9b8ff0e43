// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/matrix_reading.hpp>
#include <typegrad/math/wrapping.hpp>

namespace typegrad {

/// x y, and sum + x y.
template <class T>
constexpr T multiply(T x, T y) {
  if constexpr (math::wraps_around<T>) return math::wrapped_product(x, y);
  else return static_cast<T>(x * y);
}
template <class T>
constexpr T multiply_add(T sum, T x, T y) {
  if constexpr (math::wraps_around<T>) return math::wrapped_sum(sum, math::wrapped_product(x, y));
  else return static_cast<T>(sum + x * y);
}

/// c = a b by plain loops, the row of c in the innermost one so that it runs over contiguous
/// memory.
template <class T>
constexpr void multiply_plainly(T* c, matrix_reading<T> a, matrix_reading<T> b, index_t m,
                                index_t k, index_t n) {
  for (index_t i = 0; i < m; ++i) {
    T* const row = c + i * n;
    if (k == 0)
      for (index_t j = 0; j < n; ++j) row[j] = T{};
    for (index_t p = 0; p < k; ++p) {
      T const x = a.data[i * a.row_stride + p * a.column_stride];
      T const* const y = b.data + p * b.row_stride;
      if (p == 0)
        for (index_t j = 0; j < n; ++j) row[j] = multiply(x, y[j * b.column_stride]);
      else
        for (index_t j = 0; j < n; ++j) row[j] = multiply_add(row[j], x, y[j * b.column_stride]);
    }
  }
}

/// What multiplies at run time, extents known while compiling or not. Replaced for floating point
/// by `kernel/host_product.hpp`.
template <class T>
struct product_kernel {
  template <index_t M, index_t K, index_t N>
  static void multiply(T* c, matrix_reading<T> a, matrix_reading<T> b) {
    multiply_plainly(c, a, b, M, K, N);
  }
  static void multiply(T* c, matrix_reading<T> a, matrix_reading<T> b, index_t m, index_t k,
                       index_t n) {
    multiply_plainly(c, a, b, m, k, n);
  }
};

}  // namespace typegrad

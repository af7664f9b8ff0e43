// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/kernel/matrix_reading.hpp>
#include <typegrad/kernel/multiply.hpp>
#if TYPEGRAD_VECTOR_BYTES > 0
#include <typegrad/kernel/tiled_product.hpp>
#else
#include <typegrad/kernel/register_product.hpp>
#endif

#include <type_traits>

namespace typegrad {

/// c = a b by plain loops, the row of c in the innermost one so that it runs over contiguous
/// memory.
template <class Number>
constexpr void multiply_plainly(Number* c, matrix_reading<Number> a, matrix_reading<Number> b,
                                index_t m, index_t k, index_t n) {
  for (index_t i = 0; i < m; ++i) {
    Number* const row = c + i * n;
    if (k == 0)
      for (index_t j = 0; j < n; ++j) row[j] = Number{};
    for (index_t p = 0; p < k; ++p) {
      Number const x = a.data[i * a.row_stride + p * a.column_stride];
      Number const* const y = b.data + p * b.row_stride;
      if (p == 0)
        for (index_t j = 0; j < n; ++j) row[j] = multiply(x, y[j * b.column_stride]);
      else
        for (index_t j = 0; j < n; ++j) row[j] = multiply_add(row[j], x, y[j * b.column_stride]);
    }
  }
}

/// What multiplies at run time, extents known while compiling or not.
template <class Number>
struct product_kernel {
  template <index_t Member, index_t Inner, index_t Count>
  static void multiply(Number* c, matrix_reading<Number> a, matrix_reading<Number> b) {
#if TYPEGRAD_VECTOR_BYTES > 0
    multiply_plainly(c, a, b, Member, Inner, Count);
#else
    register_product<Number>::template multiply_all<Member, Inner, Count>(c, a, b);
#endif
  }
  static void multiply(Number* c, matrix_reading<Number> a, matrix_reading<Number> b, index_t m,
                       index_t k, index_t n) {
    multiply_plainly(c, a, b, m, k, n);
  }
};

#if TYPEGRAD_VECTOR_BYTES > 0
/// Of reals, where registers hold several: tiles, and plain loops where there is little to do.
template <class Number>
  requires std::is_floating_point_v<Number>
struct product_kernel<Number> {
  static constexpr index_t most_plain = 64;

  template <index_t Member, index_t Inner, index_t Count>
  [[gnu::always_inline]] static void multiply(Number* c, matrix_reading<Number> a,
                                              matrix_reading<Number> b) {
    constexpr index_t work = Member * Inner * Count;
    if constexpr (work == 0 || (Count == 1 && work <= most_plain))
      multiply_plainly(c, a, b, Member, Inner, Count);
    else if constexpr (Count == 1)
      tiled_product<Number>::multiply_by_column(c, a, b, Member, Inner);
    else tiled_product<Number>::template multiply<Member, Inner, Count>(c, a, b);
  }
  /// The same for extents that are known at run time.
  static void multiply(Number* c, matrix_reading<Number> a, matrix_reading<Number> b, index_t m,
                       index_t k, index_t n) {
    if (k == 0 || m * k * n <= most_plain) multiply_plainly(c, a, b, m, k, n);
    else if (n == 1) tiled_product<Number>::multiply_by_column(c, a, b, m, k);
    else tiled_product<Number>::multiply(c, a, b, m, k, n);
  }
};
#endif

}  // namespace typegrad

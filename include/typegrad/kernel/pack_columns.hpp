// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/matrix_reading.hpp>
#include <typegrad/kernel/part_of_vector.hpp>
#include <typegrad/kernel/transpose_rows.hpp>

namespace typegrad {

/// `k` rows and `width` columns of b as rows of `Vectors` whole vectors, one behind the other,
/// zeros behind the columns. Of a transposed matrix squares are turned in registers; then up to a
/// vector less one of rows behind the last are written, too.
template <class Number, int Lanes, int Vectors>
[[gnu::noinline]] void pack_columns(Number* packed, matrix_reading<Number> b, index_t k,
                                    index_t width) {
  using vector = lane_vector<Number, Lanes>;
  constexpr index_t row = Vectors * Lanes;
  auto const left = [](index_t count) { return static_cast<int>(count < Lanes ? count : Lanes); };
  for (index_t j = 0; j < row; j += Lanes) {
    int const columns = j < width ? left(width - j) : 0;
    Number const* const first = b.data + j * b.column_stride;
    if (b.row_stride == 1 && b.column_stride != 1) {
      for (index_t p = 0; p < k; p += Lanes) {
        square_of_vectors<vector> square;
#pragma GCC unroll 16
        for (int i = 0; i < Lanes; ++i)
          square.rows[i] = i < columns
                               ? load_first<vector>(first + i * b.column_stride + p, left(k - p))
                               : vector{};
        square.transpose();
#pragma GCC unroll 16
        for (int i = 0; i < Lanes; ++i) store_vector(packed + (p + i) * row + j, square.rows[i]);
      }
    } else if (b.column_stride == 1) {
      for (index_t p = 0; p < k; ++p)
        store_vector(packed + p * row + j, load_first<vector>(first + p * b.row_stride, columns));
    } else {
      for (index_t p = 0; p < k; ++p)
        for (int i = 0; i < Lanes; ++i)
          packed[p * row + j + i] =
              i < columns ? first[p * b.row_stride + i * b.column_stride] : Number{};
    }
  }
}

}  // namespace typegrad

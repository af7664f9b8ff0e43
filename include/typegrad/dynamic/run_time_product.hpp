// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/dynamic_operation.hpp>
#include <typegrad/meta/growing_array.hpp>
#include <typegrad/run/product.hpp>
#include <typegrad/run/tiled_product.hpp>

#include <Eigen/Core>

namespace typegrad {

/// Whether the rows of a matrix are contiguous, one behind the other.
template <class T>
bool has_contiguous_rows(matrix_reading<T> a, index_t columns) {
  return (a.column_stride == 1 || columns == 1) && a.row_stride >= columns;
}

/// c += a b by Eigen, which blocks for the caches. One instance of its kernel for each scalar type: the four layouts
/// that two operands can have would cost each file that uses variables five seconds to compile. Operands with other
/// strides are copied first, which is little beside a product of this size.
template <class T>
[[gnu::noinline]] void multiply_large(T* c, matrix_reading<T> a, matrix_reading<T> b, index_t m, index_t k, index_t n) {
  using matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  using reading = Eigen::Map<matrix const, 0, Eigen::OuterStride<>>;
  growing_array<T> left, right;
  auto const with_rows = [](matrix_reading<T> x, index_t rows, index_t columns, growing_array<T>& copy) {
    if (has_contiguous_rows(x, columns)) return reading(x.data, rows, columns, Eigen::OuterStride<>(x.row_stride));
    copy.resize(static_cast<int>(rows * columns));
    for (index_t i = 0; i < rows; ++i)
      for (index_t j = 0; j < columns; ++j) copy.items[i * columns + j] = x.data[i * x.row_stride + j * x.column_stride];
    return reading(copy.items, rows, columns, Eigen::OuterStride<>(columns));
  };
  Eigen::Map<matrix> result(c, m, n);
  result.setZero();
  result.noalias() += with_rows(a, m, k, left) * with_rows(b, k, n, right);
}

/// c = a b for extents that are known at run time: plain loops where the work is small, tiles in registers up to 128 a
/// side, Eigen above; integers by plain loops.
template <class T>
void multiply_at_run_time(void* to, erased_matrix left, erased_matrix right, index_t m, index_t k, index_t n) {
  T* const c = static_cast<T*>(to);
  matrix_reading<T> const a{static_cast<T const*>(left.data), left.row_stride, left.column_stride};
  matrix_reading<T> const b{static_cast<T const*>(right.data), right.row_stride, right.column_stride};
  if constexpr (!std::is_floating_point_v<T>) {
    multiply_plainly(c, a, b, m, k, n);
  } else {
    if (m * k * n <= 512) multiply_plainly(c, a, b, m, k, n);
    else if (n == 1) tiled_product<T>::multiply_by_column(c, a, b, m, k);
    else if (m * k * n <= 128 * 128 * 128) tiled_product<T>::multiply(c, a, b, m, k, n);
    else multiply_large(c, a, b, m, k, n);
  }
}

}  // namespace typegrad

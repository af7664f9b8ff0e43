// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/product_kernel.hpp>
#include <typegrad/meta/growing_array.hpp>

#include <Eigen/Core>

namespace typegrad {

/// Whether the rows of a matrix are contiguous, one behind the other.
template <class Number>
bool has_contiguous_rows(matrix_reading<Number> a, index_t columns) {
  return (a.column_stride == 1 || columns == 1) && a.row_stride >= columns;
}

/// c = a b by Eigen, which blocks for the caches, for extents that are known at run time. One
/// instance of its kernel for each scalar type: the four layouts that two operands can have would
/// cost each file five seconds to compile. Operands with other strides are copied first, which is
/// little beside a product of this size.
template <class Number>
[[gnu::noinline]] void multiply_large(Number* c, matrix_reading<Number> a, matrix_reading<Number> b,
                                      index_t m, index_t k, index_t n) {
  using matrix = Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  using reading = Eigen::Map<matrix const, 0, Eigen::OuterStride<>>;
  growing_array<Number> left, right;
  auto const with_rows = [](matrix_reading<Number> x, index_t rows, index_t columns,
                            growing_array<Number>& copy) {
    if (has_contiguous_rows(x, columns))
      return reading(x.data, rows, columns, Eigen::OuterStride<>(x.row_stride));
    copy.resize(static_cast<int>(rows * columns));
    for (index_t i = 0; i < rows; ++i)
      for (index_t j = 0; j < columns; ++j)
        copy.items[i * columns + j] = x.data[i * x.row_stride + j * x.column_stride];
    return reading(copy.items, rows, columns, Eigen::OuterStride<>(columns));
  };
  Eigen::Map<matrix> result(c, m, n);
  result.setZero();
  result.noalias() += with_rows(a, m, k, left) * with_rows(b, k, n, right);
}

}  // namespace typegrad

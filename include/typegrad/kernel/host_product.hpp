// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/product_kernel.hpp>
#include <typegrad/kernel/tiled_product.hpp>
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

/// Products of reals on a desktop: plain loops where the work is small, tiles in registers up to
/// 128 a side, Eigen above, which blocks for the caches.
template <class Number>
  requires std::is_floating_point_v<Number>
struct product_kernel<Number> {
  using matrix = Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  using reading = Eigen::Map<matrix const, 0, Eigen::OuterStride<>>;
  using transposed = Eigen::Map<Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic> const, 0,
                                Eigen::OuterStride<>>;

  /// Eigen packs its operands on the stack up to 128 KiB and on the heap beyond, so larger products
  /// are made of blocks that stay below.
  static constexpr index_t block = 96;

  static void product(Number* c, auto const& a, auto const& b, index_t m, index_t n) {
    Eigen::Map<matrix> result(c, m, n);
    index_t const k = a.cols();
    if (m <= block && k <= block && n <= block) {
      result.noalias() = a * b;
      return;
    }
    result.setZero();
    for (index_t i = 0; i < m; i += block)
      for (index_t p = 0; p < k; p += block)
        for (index_t j = 0; j < n; j += block) {
          index_t const rows = (std::min)(block, m - i), inner = (std::min)(block, k - p),
                        columns = (std::min)(block, n - j);
          result.block(i, j, rows, columns).noalias() +=
              a.block(i, p, rows, inner) * b.block(p, j, inner, columns);
        }
  }
  static void with_right(Number* c, auto const& a, matrix_reading<Number> b, index_t m, index_t k,
                         index_t n) {
    if (b.column_stride == 1 || n == 1)
      product(c, a,
              reading(b.data, k, n, Eigen::OuterStride<>(b.row_stride > 0 ? b.row_stride : 1)), m,
              n);
    else product(c, a, transposed(b.data, k, n, Eigen::OuterStride<>(b.column_stride)), m, n);
  }
  /// Whether the rows, or the columns, of a matrix are contiguous: what Eigen's kernels read.
  static bool is_readable(matrix_reading<Number> a, index_t rows, index_t columns) {
    bool const by_rows =
        (a.column_stride == 1 || columns == 1) && (a.row_stride >= columns || rows == 1);
    bool const by_columns =
        (a.row_stride == 1 || rows == 1) && (a.column_stride >= rows || columns == 1);
    return by_rows || by_columns;
  }

  [[gnu::noinline]] static void multiply_by_eigen(Number* c, matrix_reading<Number> a,
                                                  matrix_reading<Number> b, index_t m, index_t k,
                                                  index_t n) {
    if (!is_readable(a, m, k) || !is_readable(b, k, n))
      return tiled_product<Number>::multiply(c, a, b, m, k, n);
    if (a.column_stride == 1 || k == 1)
      with_right(c,
                 reading(a.data, m, k, Eigen::OuterStride<>(a.row_stride > 0 ? a.row_stride : 1)),
                 b, m, k, n);
    else with_right(c, transposed(a.data, m, k, Eigen::OuterStride<>(a.column_stride)), b, m, k, n);
  }

  template <index_t Member, index_t Inner, index_t Count>
  static void multiply(Number* c, matrix_reading<Number> a, matrix_reading<Number> b) {
    if constexpr (Member * Inner * Count <= 512) multiply_plainly(c, a, b, Member, Inner, Count);
    else if constexpr (Count == 1)
      tiled_product<Number>::multiply_by_column(c, a, b, Member, Inner);
    else if constexpr (Member * Inner * Count <= 128 * 128 * 128)
      tiled_product<Number>::multiply(c, a, b, Member, Inner, Count);
    else multiply_by_eigen(c, a, b, Member, Inner, Count);
  }
  /// The same for extents that are known at run time.
  static void multiply(Number* c, matrix_reading<Number> a, matrix_reading<Number> b, index_t m,
                       index_t k, index_t n) {
    if (m * k * n <= 512) multiply_plainly(c, a, b, m, k, n);
    else if (n == 1) tiled_product<Number>::multiply_by_column(c, a, b, m, k);
    else if (m * k * n <= 128 * 128 * 128) tiled_product<Number>::multiply(c, a, b, m, k, n);
    else multiply_large(c, a, b, m, k, n);
  }
};

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/dynamic/interpret/run_loop.hpp>
#include <typegrad/kernel/product_kernel.hpp>
#include <typegrad/shape/product_axes.hpp>

namespace typegrad {

/// An operand of a product: its first matrix.
struct matrix_place {
  location first;
  index_t row_stride = 0;
  index_t column_stride = 0;
};

/// Where the matrices of a stack are.
struct product_batch {
  shape extents;
  strided_view a;
  strided_view b;
};

/// A product of matrices, or of stacks of them.
struct product_code {
  product_kernel_at_run_time multiply = nullptr;
  location to;
  matrix_place a;
  matrix_place b;
  index_t m = 0;
  index_t k = 0;
  index_t n = 0;
  int bytes_of_element = 0;
  growing_array<product_batch> batch;  ///< none for a single product

  index_t bytes() const { return bytes_of(batch); }
};

/// How a product or another whole step reads an operand.
struct whole_operand {
  location first;
  strided_view view;
  shape extents;
};

inline product_code code_product(product_kernel_at_run_time multiply, whole_operand const& left,
                                 whole_operand const& right, location to, shape const& result,
                                 scalar_type type) {
  product_axes const axes = axes_of_product(left.extents, right.extents, result);
  batched_view const a = batch_strides(left.extents, left.view, axes.batch, true);
  batched_view const b = batch_strides(right.extents, right.view, axes.batch, false);
  auto const bytes = static_cast<index_t>(size_of(type));
  product_code code{multiply,
                    to,
                    {left.first, a.row_stride, a.column_stride},
                    {right.first, b.row_stride, b.column_stride},
                    axes.m,
                    axes.k,
                    axes.n,
                    static_cast<int>(bytes),
                    {}};
  if (axes.batch.rank == 0) {
    code.a.first = left.first.behind(a.batch.offset * bytes);
    code.b.first = right.first.behind(b.batch.offset * bytes);
  } else {
    code.batch = growing_array<product_batch>(1, {axes.batch, a.batch, b.batch});
  }
  return code;
}

inline void run_product(product_code const& code, running_memory const& memory) {
  std::byte const* const a = memory.at(code.a.first);
  std::byte const* const b = memory.at(code.b.first);
  std::byte* to = memory.at(code.to);
  auto const multiply = [&](index_t a_offset, index_t b_offset) {
    code.multiply(to,
                  {a + a_offset * code.bytes_of_element, code.a.row_stride, code.a.column_stride},
                  {b + b_offset * code.bytes_of_element, code.b.row_stride, code.b.column_stride},
                  code.m, code.k, code.n);
  };
  if (code.batch.count == 0) return multiply(0, 0);
  product_batch const& batch = code.batch.items[0];
  for (index_t i = 0; i < batch.extents.size(); ++i) {
    multiply(follow(batch.a, batch.extents, i), follow(batch.b, batch.extents, i));
    to += code.m * code.n * code.bytes_of_element;
  }
}

}  // namespace typegrad

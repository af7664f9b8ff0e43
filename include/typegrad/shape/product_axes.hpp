// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/shape.hpp>
#include <typegrad/shape/strided_view.hpp>

namespace typegrad {

/// The inner axes and the batch axes of a product's operands, ranks 1 included.
struct product_axes {
  index_t m = 1;
  index_t k = 1;
  index_t n = 1;
  shape batch{};
};

constexpr product_axes axes_of_product(shape const& a, shape const& b, shape const& result) {
  product_axes axes;
  axes.k = a.extents[a.rank - 1];
  if (a.rank > 1) axes.m = a.extents[a.rank - 2];
  if (b.rank > 1) axes.n = b.extents[b.rank - 1];
  axes.batch.rank = result.rank - (a.rank > 1 ? 1 : 0) - (b.rank > 1 ? 1 : 0);
  for (int axis = 0; axis < axes.batch.rank; ++axis)
    axes.batch.extents[axis] = result.extents[axis];
  return axes;
}

/// The strides of an operand along the batch axes, and of its matrix.
struct batched_view {
  strided_view batch{};
  index_t row_stride = 0;
  index_t column_stride = 0;
};

constexpr batched_view batch_strides(shape const& own, strided_view const& view, shape const& batch,
                                     bool is_left) {
  shape outer = own;
  outer.rank -= own.rank > 1 ? 2 : 1;
  batched_view result{aligned_view(view, outer, batch.rank), 0, 0};
  if (own.rank > 1) result.row_stride = view.strides[own.rank - 2];
  if (own.rank > 1 || is_left) result.column_stride = view.strides[own.rank - 1];
  else result.row_stride = view.strides[0];
  return result;
}

}  // namespace typegrad

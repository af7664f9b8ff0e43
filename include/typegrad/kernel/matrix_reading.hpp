// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// One matrix as a product reads it: element (i, j) at `i * row_stride + j * column_stride`.
template <class Number>
struct matrix_reading {
  Number const* data;
  index_t row_stride;
  index_t column_stride;
};

}  // namespace typegrad

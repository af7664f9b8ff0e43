// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/max.hpp>
#include <typegrad/ops/sliding_windows.hpp>

namespace typegrad {

/// y = the largest element of each window of Size x Size elements, `max_pool<2>(x)`.
///
/// shape     x: (n, c, h, w)  ->  (n, c, (h - Size) / Stride + 1, (w - Size) / Stride + 1)
/// backward  dx = dy at the largest elements; equal ones of a window share it
/// domain    all x
/// edge      several largest elements of a window share dy; a NaN is the result
/// errors    as `sliding_windows`
/// source    Saito, "Deep Learning from Scratch 3", step 57; PyTorch, `functional.max_pool2d`
template <index_t Size, index_t Stride = Size, Operand Value>
constexpr auto max_pool(Value const& x) {
  return max<2>(sliding_windows<Size, Size, Stride>(x));
}
/// With ordinary arguments: `max_pool(x, 2)`, `max_pool(x, 3, 2)`.
template <Recordable Symbol>
constexpr auto max_pool(Symbol const& x, index_t size, index_t stride = 0) {
  return max(sliding_windows(x, size, size, stride == 0 ? size : stride), {2});
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/sliding_windows.hpp>

namespace typegrad {

/// y = the mean of each window of Size x Size elements, `avg_pool<2>(x)`.
///
/// shape     x: (n, c, h, w)  ->  (n, c, (h - Size) / Stride + 1, (w - Size) / Stride + 1)
/// backward  dx = dy / Size^2, summed over the windows that an element is in
/// domain    all x
/// edge      NaN in a window gives NaN
/// errors    as `sliding_windows`
/// source    PyTorch, `functional.avg_pool2d`
template <index_t Size, index_t Stride = Size, Operand Value>
constexpr auto avg_pool(Value const& x) {
  return mean<2>(sliding_windows<Size, Size, Stride>(x));
}
/// With ordinary arguments: `avg_pool(x, 2)`, `avg_pool(x, 3, 2)`.
template <Recordable Symbol>
constexpr auto avg_pool(Symbol const& x, index_t size, index_t stride = 0) {
  return mean(sliding_windows(x, size, size, stride == 0 ? size : stride), {2});
}

}  // namespace typegrad

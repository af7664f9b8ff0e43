// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/tensor_view.hpp>
#include <typegrad/trace/structure.hpp>

namespace typegrad {

/// A view is an argument that is read where it lies: weights in flash, a driver's buffer. The
/// gradient is a tensor.
template <class Number, index_t... Extents>
struct structure<tensor_view<Number, Extents...>> {
  using number = std::remove_const_t<Number>;
  using traced_type = tensor<traced<number>, Extents...>;
  template <class Graph>
  using traced_in = tensor<traced<number, Graph>, Extents...>;
  using plain_type = tensor_view<Number, Extents...>;
  static constexpr void for_each_leaf(auto& x, auto&& use) { use(x); }
};

}  // namespace typegrad

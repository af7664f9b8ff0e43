// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/tensor/element_position.hpp>

namespace typegrad {

/// A copy of row `i` of elements in row-major order. Const, so that `x[0][1] = 2`, which would
/// change the copy, does not compile.
template <template <class, index_t...> class Tensor, index_t First, index_t... Rest, class Element>
constexpr Tensor<Element, Rest...> const row_of(Element const* values, auto i) noexcept {
  return Tensor<Element, Rest...>(values + element_position<First>(i) * (Rest * ...));
}
template <template <class, index_t...> class Tensor, index_t... Extents, class Element>
constexpr decltype(auto) element_or_row(Element* values, auto i) noexcept {
  if constexpr (sizeof...(Extents) < 2) return (values[element_position<Extents...>(i)]);
  else return row_of<Tensor, Extents...>(values, i);
}

}  // namespace typegrad

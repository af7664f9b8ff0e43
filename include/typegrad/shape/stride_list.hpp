#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// For each axis the distance, in elements, between neighbours along it; 0 where an element is read
/// again.
struct stride_list {
  int count = 0;
  index_t values[max_rank]{};

  constexpr index_t operator[](int axis) const noexcept { return values[axis]; }

  friend constexpr bool operator==(stride_list const&, stride_list const&) = default;
};

/// `make_strides(3, 1)`.
template <class... Shapes>
constexpr stride_list make_strides(Shapes... strides) noexcept {
  static_assert(sizeof...(Shapes) <= max_rank, "a list has at most 8 strides");
  stride_list result;
  ((result.values[result.count++] = static_cast<index_t>(strides)), ...);
  return result;
}

namespace shape_rule {

/// Strides of contiguous storage, last axis fastest.
constexpr stride_list row_major_strides(shape const& a) noexcept {
  stride_list result;
  result.count = a.rank;
  index_t stride = 1;
  for (int axis = a.rank; axis-- > 0;) {
    result.values[axis] = stride;
    stride *= a.extents[axis];
  }
  return result;
}

}  // namespace shape_rule
}  // namespace typegrad

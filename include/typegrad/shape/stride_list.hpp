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

/// Strides that read row-major storage of shape `from` as if it had shape `to`:
/// 0 along added and stretched axes. `from` broadcasts to `to`.
constexpr stride_list broadcast_strides(shape const& from, shape const& to) noexcept {
  stride_list result;
  result.count = to.rank;
  int const added = to.rank - from.rank;
  index_t stride = 1;
  for (int axis = to.rank; axis-- > added;) {
    index_t const extent = from.extents[axis - added];
    result.values[axis] = extent == to.extents[axis] ? stride : 0;
    stride *= extent;
  }
  return result;
}

}  // namespace shape_rule
}  // namespace typegrad

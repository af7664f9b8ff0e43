#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/config.hpp>
#include <typegrad/shape/shape.hpp>

#include <type_traits>

namespace typegrad {

/// Called when an index is out of range in a constant expression. Not constexpr: the compiler stops
/// here and shows the name and the line of the access.
inline void index_lies_outside_its_axis() noexcept {}

constexpr bool lies_inside_axis(index_t index, index_t extent) noexcept {
  return index >= 0 && index < extent;
}
/// Whether every index is in [0, extent) of its axis.
template <index_t... Extents, class... Indices>
constexpr bool lies_inside(Indices... indices) noexcept {
  return (lies_inside_axis(static_cast<index_t>(indices), Extents) && ...);
}

/// The row-major position of element (indices...) in a tensor with extents E.
/// errors: an index outside [0, extent) does not compile in a constant expression; at run time it
/// meets TYPEGRAD_ASSERT
template <index_t... Extents, class... Indices>
constexpr index_t element_position(Indices... indices) noexcept {
  static_assert(sizeof...(Indices) == sizeof...(Extents),
                "x(i, j, ...) takes exactly one index for each axis of x");
  index_t position = 0;
  if constexpr (sizeof...(Indices) == sizeof...(Extents) && sizeof...(Extents) > 0) {
    if (__builtin_is_constant_evaluated()) {
      if (!lies_inside<Extents...>(indices...)) index_lies_outside_its_axis();
    } else {
      TYPEGRAD_ASSERT(lies_inside<Extents...>(indices...));
    }
    ((position = position * Extents + static_cast<index_t>(indices)), ...);
  }
  return position;
}

}  // namespace typegrad

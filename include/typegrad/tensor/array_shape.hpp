#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>

#include <array>
#include <type_traits>

namespace typegrad {

/// Extents of nested C arrays and `std::array`, outermost first; rank 0 for anything else.
template <class A>
inline constexpr shape array_shape{};

/// `inner` with one more axis in front.
constexpr shape shape_with_outer(index_t extent, shape const& inner) noexcept {
  shape result;
  result.append(extent);
  for (int axis = 0; axis < inner.rank; ++axis) result.append(inner.extents[axis]);
  return result;
}

template <class V, std::size_t N>
inline constexpr shape array_shape<V[N]> =
    shape_with_outer(static_cast<index_t>(N), array_shape<V>);
template <class V, std::size_t N>
inline constexpr shape array_shape<std::array<V, N>> =
    shape_with_outer(static_cast<index_t>(N), array_shape<V>);

/// The numbers in nested C arrays and `std::array`.
template <class A>
struct array_element {
  using type = A;
};
template <class V, std::size_t N>
struct array_element<V[N]> : array_element<V> {};
template <class V, std::size_t N>
struct array_element<std::array<V, N>> : array_element<V> {};

/// Copies a nested array in row-major order to `place` and returns the place after it.
template <class T, class A>
constexpr T* copy_array(A const& nested, T* place) noexcept {
  if constexpr (array_shape<A>.rank == 0) {
    *place = static_cast<T>(nested);
    return place + 1;
  } else {
    for (auto const& inner : nested) place = copy_array(inner, place);
    return place;
  }
}

}  // namespace typegrad

#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>
#include <typegrad/tensor/weak_value.hpp>

#include <array>
#include <type_traits>

namespace typegrad {

/// Extents of nested C arrays and `std::array`, outermost first; rank 0 for anything else.
template <class Left>
inline constexpr shape array_shape{};

/// `inner` with one more axis in front.
constexpr shape shape_with_outer(index_t extent, shape const& inner) noexcept {
  shape result;
  result.append(extent);
  for (int axis = 0; axis < inner.rank; ++axis) result.append(inner.extents[axis]);
  return result;
}

template <class Value, std::size_t Count>
inline constexpr shape array_shape<Value[Count]> =
    shape_with_outer(static_cast<index_t>(Count), array_shape<Value>);
template <class Value, std::size_t Count>
inline constexpr shape array_shape<std::array<Value, Count>> =
    shape_with_outer(static_cast<index_t>(Count), array_shape<Value>);

/// The numbers in nested C arrays and `std::array`.
template <class Left>
struct array_element {
  using type = Left;
};
template <class Value, std::size_t Count>
struct array_element<Value[Count]> : array_element<Value> {};
template <class Value, std::size_t Count>
struct array_element<std::array<Value, Count>> : array_element<Value> {};

/// Copies a nested array in row-major order to `place` and returns the place after it.
template <class Number, class Left>
constexpr Number* copy_array(Left const& nested, Number* place) {
  if constexpr (array_shape<Left>.rank == 0) {
    static_assert(keeps_fraction<Left, Number>, "a tensor of integers takes integers");
    *place = weak_value<Number>(nested);
    return place + 1;
  } else {
    for (auto const& inner : nested) place = copy_array(inner, place);
    return place;
  }
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>

#include <type_traits>

namespace typegrad {

/// No values, or `Size` of them, in place: no heap, copied as bytes are.
template <class T, int Size>
struct few_elements {
  union {
    char nothing;
    T items[Size];
  };
  int count = 0;

  constexpr few_elements() : nothing{} {}
  constexpr explicit few_elements(int) : items{}, count(Size) {}

  constexpr int size() const { return count; }
  constexpr T& operator[](int i) { return items[i]; }
  constexpr T const& operator[](int i) const { return items[i]; }
  constexpr T const* data() const { return items; }
};

/// The elements of a tensor that is built one by one. Up to 64 stand in place, because GCC 12
/// copies arrays of structs that own memory wrongly in constant expressions (it copies the first
/// one's pointer): with this, `std::array<tensor<T, 3, 3>, 6>` works. More are on the heap.
template <class T, int Size>
using element_list =
    std::conditional_t<(Size > 0 && Size <= 64), few_elements<T, Size>, growing_array<T>>;

}  // namespace typegrad

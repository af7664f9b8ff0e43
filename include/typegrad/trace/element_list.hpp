// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/growing_array.hpp>

#include <type_traits>

namespace typegrad {

/// No values, or `Size` of them, in place: no heap, copied as bytes are.
template <class Number, int Size>
struct few_elements {
  union {
    char nothing;
    Number items[Size];
  };
  int count = 0;

  constexpr few_elements() : nothing{} {}
  constexpr explicit few_elements(int) : items{}, count(Size) {}

  constexpr int size() const { return count; }
  constexpr Number& operator[](int i) { return items[i]; }
  constexpr Number const& operator[](int i) const { return items[i]; }
  constexpr Number const* data() const { return items; }
};

/// The elements of a tensor that is built one by one. Up to 64 stand in place, because GCC 12
/// copies arrays of structs that own memory wrongly in constant expressions (it copies the first
/// one's pointer): with this, `std::array<tensor<T, 3, 3>, 6>` works. More are on the heap.
template <class Number, int Size>
using element_list =
    std::conditional_t<(Size > 0 && Size <= 64), few_elements<Number, Size>, growing_array<Number>>;

}  // namespace typegrad

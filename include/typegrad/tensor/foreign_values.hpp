#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/shape/shape.hpp>

#include <type_traits>

namespace typegrad {

/// How a type of another library becomes a tensor. An adapter specialises it with
///
///     using value_type = ...;                          // type of the elements
///     static constexpr shape extents = ...;            // extents of the tensor that is deduced
///     static constexpr bool fits(shape const& wanted)  // may it become a tensor of that shape?
///     template <class T>
///     static void copy(X const& values, T* place)      // writes extents.size() values, row-major
///     static X made_of(value_type const* values)       // the way back, for types that own values
///
/// interop/eigen.hpp is the example.
template <class Value>
struct foreign_values;

/// Types that have an adapter.
template <class Value>
concept ForeignValues = requires { typename foreign_values<Value>::value_type; };

/// Types of another library that a tensor with these elements may become.
template <class Value, class Element>
concept OwnsForeignValues =
    ForeignValues<Value> && std::is_same_v<typename foreign_values<Value>::value_type, Element> &&
    requires(Element const* values) { foreign_values<Value>::made_of(values); };

/// Anything that yields values by `*place` and `++place`; arrays are taken as a whole instead.
template <class Place>
concept ElementIterator = !std::is_array_v<Place> && requires(Place place) { *place, ++place; };

/// `std::vector` and its like, whose length no type tells; no text.
template <class Value>
concept ListOnHeap = requires(Value const& x) { x.data(), x.size(), x.get_allocator(); } &&
                     !requires(Value const& x) { x.c_str(); };
template <class Value>
constexpr void refuse_list() {
  static_assert(!ListOnHeap<Value>,
                "typegrad: no type tells the length of a std::vector v: tg::view<3>(v.data()) or "
                "tg::tensor<double, 3>(v.begin()) for three numbers of it, or "
                "tg::dynamic_tensor<double>(v)");
}

}  // namespace typegrad

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
///
/// interop/eigen.hpp is the example.
template <class Value>
struct foreign_values;

/// Types that have an adapter.
template <class Value>
concept ForeignValues = requires { typename foreign_values<Value>::value_type; };

}  // namespace typegrad

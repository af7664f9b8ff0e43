// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/shape/shape.hpp>

namespace typegrad {

/// How a type of another library becomes a `dynamic_tensor`. An adapter specialises it with
///
///     using value_type = ...;                       // type of the elements
///     static shape extents(X const& values)
///     template <class T>
///     static void copy(X const& values, T* place)   // writes extents(values).size() values,
///     row-major
///
/// interop/eigen_dynamic.hpp is the example.
template <class Value>
struct dynamic_values;

/// Types that have an adapter.
template <class Value>
concept DynamicValues = requires { typename dynamic_values<Value>::value_type; };

}  // namespace typegrad

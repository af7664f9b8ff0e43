// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace typegrad {

/// NumPy's name of a type of elements, empty for types that a `dynamic_tensor` does not hold.
template <class T>
inline constexpr std::string_view numpy_name = std::is_same_v<T, bool>           ? "bool"
                                               : std::is_same_v<T, std::int32_t> ? "int32"
                                               : std::is_same_v<T, std::int64_t> ? "int64"
                                               : std::is_same_v<T, float>        ? "float32"
                                               : std::is_same_v<T, double>       ? "float64"
                                                                                 : "";

/// The types of elements whose number may be known at run time only.
template <class T>
concept DynamicElement = !numpy_name<T>.empty();

/// `value` as a T. Real to integer truncates; NaN and what does not fit become the lowest integer,
/// which is what NumPy gives on x86-64 and C++ leaves undefined.
template <class T, class V>
constexpr T number_conversion(V value) noexcept {
  if constexpr (std::is_floating_point_v<V> && std::is_integral_v<T> && !std::is_same_v<T, bool>) {
    // -2^n is exact in every real type, the highest integer is not.
    constexpr V lowest = static_cast<V>(std::numeric_limits<T>::min());
    if constexpr (sizeof(T) < sizeof(V)) {
      if (!(value > lowest - V{1} && value < -lowest)) return std::numeric_limits<T>::min();
    } else {
      if (!(value >= lowest && value < -lowest)) return std::numeric_limits<T>::min();
    }
  }
  return static_cast<T>(value);
}

}  // namespace typegrad

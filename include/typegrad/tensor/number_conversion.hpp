// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>

namespace typegrad {

/// What the elements of a range are: `<ranges>` takes as long to compile as all tensors do.
template <class Range>
using range_element = std::remove_cvref_t<decltype(*std::begin(std::declval<Range const&>()))>;

/// NumPy's name of a type of elements, empty for types that a `dynamic_tensor` does not hold.
template <class Number>
inline constexpr std::string_view numpy_name = std::is_same_v<Number, bool>           ? "bool"
                                               : std::is_same_v<Number, std::int32_t> ? "int32"
                                               : std::is_same_v<Number, std::int64_t> ? "int64"
                                               : std::is_same_v<Number, float>        ? "float32"
                                               : std::is_same_v<Number, double>       ? "float64"
                                                                                      : "";

/// The types of elements whose number may be known at run time only.
template <class Number>
concept DynamicElement = !numpy_name<Number>.empty();

/// `value` as a `Number`. Real to integer truncates; NaN and what does not fit become the lowest
/// integer, which is what NumPy gives on x86-64 and C++ leaves undefined.
template <class Number, class Value>
constexpr Number number_conversion(Value value) noexcept {
  if constexpr (std::is_floating_point_v<Value> && std::is_integral_v<Number> &&
                !std::is_same_v<Number, bool>) {
    // -2^n is exact in every real type, the highest integer is not.
    constexpr Value lowest = static_cast<Value>((std::numeric_limits<Number>::min)());
    if constexpr (sizeof(Number) < sizeof(Value)) {
      if (!(value > lowest - Value{1} && value < -lowest))
        return (std::numeric_limits<Number>::min)();
    } else {
      if (!(value >= lowest && value < -lowest)) return (std::numeric_limits<Number>::min)();
    }
  }
  return static_cast<Number>(value);
}

}  // namespace typegrad

#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <type_traits>

namespace typegrad::math {

/// Whether arithmetic of T overflows: for signed integers it is undefined in C++. At run time they
/// wrap around here, as NumPy's do; in a constant expression overflow does not compile, as
/// everywhere in C++.
template <class T>
inline constexpr bool wraps_around = std::is_integral_v<T> && std::is_signed_v<T>;

/// Wide enough that nothing is promoted to a signed type on the way.
template <class T>
using wrapping = std::common_type_t<std::make_unsigned_t<T>, unsigned>;

template <class T>
constexpr T wrapped_sum(T a, T b) {
  if (std::is_constant_evaluated()) return static_cast<T>(a + b);
  return static_cast<T>(static_cast<wrapping<T>>(a) + static_cast<wrapping<T>>(b));
}
template <class T>
constexpr T wrapped_difference(T a, T b) {
  if (std::is_constant_evaluated()) return static_cast<T>(a - b);
  return static_cast<T>(static_cast<wrapping<T>>(a) - static_cast<wrapping<T>>(b));
}
template <class T>
constexpr T wrapped_product(T a, T b) {
  if (std::is_constant_evaluated()) return static_cast<T>(a * b);
  return static_cast<T>(static_cast<wrapping<T>>(a) * static_cast<wrapping<T>>(b));
}

}  // namespace typegrad::math

#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <type_traits>

namespace typegrad::math {

/// Whether arithmetic of `Number` overflows: for signed integers it is undefined in C++. At run
/// time they wrap around here, as NumPy's do; in a constant expression overflow does not compile,
/// as everywhere in C++.
template <class Number>
inline constexpr bool wraps_around = std::is_integral_v<Number> && std::is_signed_v<Number>;

/// Wide enough that nothing is promoted to a signed type on the way.
template <class Number>
using wrapping = std::common_type_t<std::make_unsigned_t<Number>, unsigned>;

template <class Number>
constexpr Number wrapped_sum(Number a, Number b) {
  if (__builtin_is_constant_evaluated()) return static_cast<Number>(a + b);
  return static_cast<Number>(static_cast<wrapping<Number>>(a) + static_cast<wrapping<Number>>(b));
}
template <class Number>
constexpr Number wrapped_difference(Number a, Number b) {
  if (__builtin_is_constant_evaluated()) return static_cast<Number>(a - b);
  return static_cast<Number>(static_cast<wrapping<Number>>(a) - static_cast<wrapping<Number>>(b));
}
template <class Number>
constexpr Number wrapped_product(Number a, Number b) {
  if (__builtin_is_constant_evaluated()) return static_cast<Number>(a * b);
  return static_cast<Number>(static_cast<wrapping<Number>>(a) * static_cast<wrapping<Number>>(b));
}

}  // namespace typegrad::math

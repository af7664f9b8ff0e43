// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>

namespace typegrad::math {

/// A block of numbers, which are compared to a block of answers.
template <class T>
concept BlockOfNumbers = requires { requires !std::is_same_v<T, typename T::mask>; };

/// Whether x counts as true: not zero. A mask is itself.
template <class T>
constexpr auto holds(T const& x) {
  if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) return x != T(0);
  else if constexpr (BlockOfNumbers<T>) return x != T::splat(0);
  else return x;
}

/// a where the mask holds, else b. Both are computed; the one not taken leaves no trace, not even a
/// NaN. A block is called as `mask.select(a, b)`.
template <class Mask, class T>
constexpr T select(Mask const& mask, T const& a, T const& b) {
  if constexpr (!std::is_arithmetic_v<T>) return mask.select(a, b);
  else return holds(mask) ? a : b;
}

}  // namespace typegrad::math

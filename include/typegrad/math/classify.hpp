#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <limits>
#include <type_traits>

namespace typegrad::math {

/// True where x is NaN. A block answers with its mask, `x.isnan()`.
template <class T>
constexpr auto isnan(T const& x) {
  if constexpr (!std::is_arithmetic_v<T>) return x.isnan();
  else return x != x;
}

/// True where x is +inf or -inf. A block answers with its mask, `x.isinf()`.
template <class T>
constexpr auto isinf(T const& x) {
  if constexpr (!std::is_arithmetic_v<T>) return x.isinf();
  else if constexpr (std::is_integral_v<T>) return false;
  else return x == std::numeric_limits<T>::infinity() || x == -std::numeric_limits<T>::infinity();
}

/// True where x is neither infinite nor NaN. A block answers with its mask, `x.isfinite()`.
template <class T>
constexpr auto isfinite(T const& x) {
  if constexpr (!std::is_arithmetic_v<T>) return x.isfinite();
  else return x >= std::numeric_limits<T>::lowest() && x <= (std::numeric_limits<T>::max)();
}

}  // namespace typegrad::math

#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <limits>
#include <type_traits>

namespace typegrad::math {

/// True where x is NaN. A block answers with its mask, `x.isnan()`.
template <class Number>
constexpr auto isnan(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.isnan();
  else return x != x;
}

/// True where x is +inf or -inf. A block answers with its mask, `x.isinf()`.
template <class Number>
constexpr auto isinf(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.isinf();
  else if constexpr (std::is_integral_v<Number>) return false;
  else
    return x == std::numeric_limits<Number>::infinity() ||
           x == -std::numeric_limits<Number>::infinity();
}

/// True where x is neither infinite nor NaN. A block answers with its mask, `x.isfinite()`.
template <class Number>
constexpr auto isfinite(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.isfinite();
  else
    return x >= std::numeric_limits<Number>::lowest() && x <= (std::numeric_limits<Number>::max)();
}

}  // namespace typegrad::math

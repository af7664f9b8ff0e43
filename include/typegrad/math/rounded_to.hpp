// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>
#include <utility>

namespace typegrad::math {

/// `value` as a float or a double, or as a block of such.
template <class Number>
constexpr Number rounded_to(double value) {
  if constexpr (std::is_arithmetic_v<Number>) {
    return static_cast<Number>(value);
  } else {
    using element = std::remove_cvref_t<decltype(std::declval<Number const&>()[0])>;
    return Number::splat(static_cast<element>(value));
  }
}

}  // namespace typegrad::math

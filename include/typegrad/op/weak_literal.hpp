// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>

namespace typegrad {

/// A number beside `x` in a function made of other functions: in the type of `x` where that is a
/// plain `float` or `double`, so that no float widens; as it is beside library values, where
/// numbers are weak anyway.
template <class X, class Number>
constexpr auto weak_literal(X const&, Number const& number) {
  if constexpr (std::is_floating_point_v<X> && std::is_arithmetic_v<Number>)
    return static_cast<X>(number);
  else return number;
}

}  // namespace typegrad

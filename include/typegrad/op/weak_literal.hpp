// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <type_traits>

namespace typegrad {

/// A number beside `x` in a function made of other functions: in the type of `x` where that is a
/// plain `float` or `double`, so that no float widens; as it is beside library values, where
/// numbers are weak anyway.
template <class Value, class Number>
constexpr auto weak_literal(Value const&, Number const& number) {
  if constexpr (std::is_floating_point_v<Value> && std::is_arithmetic_v<Number>)
    return static_cast<Value>(number);
  else return number;
}

}  // namespace typegrad

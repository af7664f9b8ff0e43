// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/operand_traits.hpp>

#include <type_traits>

namespace typegrad {

/// A number beside `x` in a function made of other functions: in the type of `x` where that is a
/// number of C++, or stands for one, so that no float widens; as it is beside tensors, where
/// numbers are weak anyway.
template <class Value, class Number>
constexpr auto weak_literal(Value const&, Number const& number) {
  if constexpr (std::is_arithmetic_v<Number>) {
    if constexpr (std::is_floating_point_v<Value>) return static_cast<Value>(number);
    else if constexpr (stands_for_number<Value>) {
      using scalar = typename operand_traits<Value>::scalar;
      if constexpr (std::is_floating_point_v<scalar>) return static_cast<scalar>(number);
      else return number;
    } else return number;
  } else return number;
}

}  // namespace typegrad

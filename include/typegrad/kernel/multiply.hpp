// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/wrapping.hpp>

#include <type_traits>

namespace typegrad {

/// x y, sum + x, and sum + x y.
template <class Number>
constexpr Number multiply(Number x, Number y) {
  if constexpr (math::wraps_around<Number>) return math::wrapped_product(x, y);
  else if constexpr (math::is_ieee<Number>)
    return __builtin_is_constant_evaluated() ? math::constant::product(x, y) : x * y;
  else return static_cast<Number>(x * y);
}
template <class Number>
constexpr Number add_to(Number sum, Number x) {
  if constexpr (math::wraps_around<Number>) return math::wrapped_sum(sum, x);
  else if constexpr (math::is_ieee<Number>)
    return __builtin_is_constant_evaluated() ? math::constant::sum(sum, x) : sum + x;
  else return static_cast<Number>(sum + x);
}
template <class Number>
constexpr Number multiply_add(Number sum, Number x, Number y) {
  if constexpr (math::wraps_around<Number>)
    return math::wrapped_sum(sum, math::wrapped_product(x, y));
  else if constexpr (math::is_ieee<Number>)
    return __builtin_is_constant_evaluated()
               ? math::constant::sum(sum, math::constant::product(x, y))
               : sum + x * y;
  else return static_cast<Number>(sum + x * y);
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/number_type.hpp>

#include <type_traits>

namespace typegrad::math {

/// A block of numbers, which are compared to a block of answers.
template <class Number>
concept BlockOfNumbers = requires { requires !std::is_same_v<Number, typename Number::mask>; };

/// Whether x counts as true: not zero. A mask is itself.
template <class Number>
constexpr auto holds(Number const& x) {
  if constexpr (std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>)
    return x != Number(0);
  else if constexpr (BlockOfNumbers<Number>) return x != Number::splat(0);
  else if constexpr (NumberType<Number>) return x != Number(0);
  else return x;
}

/// a where the mask holds, else b. Both are computed; the one not taken leaves no trace, not even a
/// NaN. A block is called as `mask.select(a, b)`.
template <class Mask, class Number>
constexpr Number select(Mask const& mask, Number const& a, Number const& b) {
  if constexpr (!std::is_arithmetic_v<Number> && !NumberType<Number>)
    return holds(mask).select(a, b);
  else return holds(mask) ? a : b;
}

/// The same in a time that does not tell which: GCC moves what one side alone needs under a branch,
/// though the choice is one instruction on a Cortex-M with arithmetic of `Number`.
template <class Mask, class Number>
constexpr Number select_without_branch(Mask const& mask, Number const& a, Number const& b) {
#if defined(__ARM_FP) && __ARM_ARCH_PROFILE == 'M' && !defined(__clang__)
  if constexpr (std::is_same_v<Number, float> ||
                (std::is_same_v<Number, double> && (__ARM_FP & 8) != 0)) {
    if (!__builtin_constant_p(a)) asm volatile("" : : "w"(a));
    if (!__builtin_constant_p(b)) asm volatile("" : : "w"(b));
  }
#endif
  return select(mask, a, b);
}

}  // namespace typegrad::math

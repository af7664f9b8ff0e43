// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>

#include <bit>
#include <cstdint>
#include <type_traits>

namespace typegrad::math {

/// Whether a value is no more than the bits of an integer.
template <class Value>
concept IsSelectedByBits =
    std::is_trivially_copyable_v<Value> &&
    (sizeof(Value) == 1 || sizeof(Value) == 2 || sizeof(Value) == 4 || sizeof(Value) == 8);

/// Of two numbers, both computed, the one that the mask chooses. Without a condition that a
/// compiler can see: GCC and clang move what only one side of `mask ? a : b` needs behind a jump.
template <IsSelectedByBits Number>
TYPEGRAD_INLINE constexpr Number select_by_bits(bool mask, Number a, Number b) {
  if (__builtin_is_constant_evaluated()) return mask ? a : b;
  using bits = std::conditional_t<
      sizeof(Number) == 8, std::uint64_t,
      std::conditional_t<sizeof(Number) == 4, std::uint32_t,
                         std::conditional_t<sizeof(Number) == 2, std::uint16_t, unsigned char>>>;
#if defined(__ARM_FP) && __ARM_ARCH_PROFILE == 'M'
  if constexpr (std::is_same_v<Number, float>) {  // three instructions for six
    asm("cmp %1, #0\n\tit ne\n\tvmovne.f32 %0, %2" : "+t"(b) : "r"(mask), "t"(a) : "cc");
    return b;
  }
#endif
  auto chosen = static_cast<bits>(0 - static_cast<bits>(mask));
  asm("" : "+r"(chosen));
  auto const first = static_cast<bits>(std::bit_cast<bits>(a) & chosen);
  auto const second = static_cast<bits>(std::bit_cast<bits>(b) & static_cast<bits>(~chosen));
  return std::bit_cast<Number>(static_cast<bits>(first | second));
}

}  // namespace typegrad::math

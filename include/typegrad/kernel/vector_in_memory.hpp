// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>

#include <utility>

namespace typegrad {

/// A vector at any address, whatever the type of the numbers there.
///
/// Not memcpy: GCC makes an integer of 32 or 64 bytes of it, and GCC 12 with AVX-512 stores the
/// constant {2, 2, 0, 0} that way as {2, 2, 2, 2}.
template <class Vector>
struct [[gnu::packed, gnu::may_alias]] vector_in_memory {
  Vector value;
};
template <class Vector>
TYPEGRAD_INLINE inline Vector load_vector(void const* from) {
  return static_cast<vector_in_memory<Vector> const*>(from)->value;
}

#if defined(__AVX512F__) && !defined(__clang__)
/// Half a vector of 64 bytes, in a register of which the compiler does not know whose half it is.
template <int First, class Vector, int... Index>
TYPEGRAD_INLINE inline void store_half(void* to, Vector const& x,
                                       std::integer_sequence<int, Index...>) {
  auto half = __builtin_shufflevector(x, x, (First + Index)...);
  asm("" : "+v"(half));
  static_cast<vector_in_memory<decltype(half)>*>(to)->value = half;
}
#endif

/// A vector of 64 bytes is stored in halves: GCC 12 with AVX-512 makes {y[1], y[1], y[4], y[4]} of
/// its register y as {y[1], y[1], y[2], y[3]}. `IsFollowed`: whether the compiler can see which
/// numbers are read after that, and not in a loop of `unknown` length.
template <bool IsFollowed = true, class Vector>
TYPEGRAD_INLINE inline void store_vector(void* to, Vector const& x) {
#if defined(__AVX512F__) && !defined(__clang__)
  if constexpr (IsFollowed && sizeof(Vector) == 64) {
    constexpr int half = static_cast<int>(32 / sizeof(x[0]));
    using all = std::make_integer_sequence<int, half>;
    store_half<0>(to, x, all{});
    return store_half<half>(static_cast<unsigned char*>(to) + 32, x, all{});
  }
#endif
  static_cast<vector_in_memory<Vector>*>(to)->value = x;
}
/// A number of turns that a compiler cannot write out, because it knows none.
template <class Integer>
TYPEGRAD_INLINE inline Integer unknown(Integer turns) {
#if defined(__AVX512F__) && !defined(__clang__)
  asm("" : "+r"(turns));
#endif
  return turns;
}

}  // namespace typegrad

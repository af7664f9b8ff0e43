// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>

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

/// Numbers that lie in a vector of 64 bytes are read from memory: GCC 12 with AVX-512 makes
/// {y[1], y[1], y[4], y[4]} of its register y as {y[1], y[1], y[2], y[3]}. `IsFollowed`: whether
/// the compiler can see which numbers are read after that, and not in a loop of `unknown` length.
template <bool IsFollowed = true, class Vector>
TYPEGRAD_INLINE inline void store_vector(void* to, Vector const& x) {
  auto& memory = *static_cast<vector_in_memory<Vector>*>(to);
  memory.value = x;
#if defined(__AVX512F__) && !defined(__clang__)
  if constexpr (IsFollowed && sizeof(Vector) == 64) asm("" : "+m"(memory));
#endif
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

// SPDX-License-Identifier: BSL-1.0
#pragma once

#if defined(TYPEGRAD_SINGLE_LANES)
#error \
    "typegrad: include <typegrad/typegrad.hpp> before <typegrad/embedded.hpp>: one file runs loops one way"
#endif
#define TYPEGRAD_VECTOR_LANES 1

#include <typegrad/config.hpp>

#include <bit>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace typegrad {

/// Bytes of a vector register. AVX without AVX2 counts integers in half of one.
#if defined(__AVX512F__)
inline constexpr int vector_bytes = 64;
#elif defined(__AVX2__)
inline constexpr int vector_bytes = 32;
#else
inline constexpr int vector_bytes = 16;
#endif

template <class T, int N>
struct vector_type {
  using type [[gnu::vector_size(N * static_cast<int>(sizeof(T)))]] = T;
};
/// N numbers of type T as a vector of the compiler: arithmetic, comparisons and `mask ? a : b`
/// element by element.
template <class T, int N>
using lane_vector = typename vector_type<T, N>::type;

/// Numbers of type T in a register.
template <class T>
inline constexpr int packet_size = vector_bytes / static_cast<int>(sizeof(T));

/// Functions of vectors: what blocks of lanes are made of.
namespace vector_math {

template <class V>
using element_of = std::remove_cvref_t<decltype(std::declval<V&>()[0])>;
template <class V>
inline constexpr int elements_in = static_cast<int>(sizeof(V) / sizeof(element_of<V>));

/// Integers as wide as the elements of V: what comparisons of such vectors give, all bits set where
/// they hold.
template <int Bytes>
using signed_integer =
    std::conditional_t<Bytes == 8, std::int64_t,
                       std::conditional_t<Bytes == 4, std::int32_t, std::int8_t>>;
template <class V>
using mask_of =
    lane_vector<signed_integer<static_cast<int>(sizeof(element_of<V>))>, elements_in<V>>;
template <class V>
using bits_of =
    lane_vector<std::make_unsigned_t<signed_integer<static_cast<int>(sizeof(element_of<V>))>>,
                elements_in<V>>;

/// The same number everywhere; x - 0 is x for every x, x + 0 is not.
template <class V>
TYPEGRAD_INLINE inline V spread(element_of<V> x) {
  return x - V{};
}

template <class V>
TYPEGRAD_INLINE inline bits_of<V> bits(V x) {
  return (bits_of<V>)x;
}
template <class V>
using word_of = element_of<bits_of<V>>;
template <class V>
inline constexpr word_of<V> sign_bit = word_of<V>{1} << (8 * sizeof(word_of<V>) - 1);

template <class V>
TYPEGRAD_INLINE inline V magnitude(V x) {
  return (V)(bits(x) & ~sign_bit<V>);
}
/// The magnitude of x with the sign of s.
template <class V>
TYPEGRAD_INLINE inline V with_sign_of(V s, V x) {
  return (V)((bits(x) & ~sign_bit<V>) | (bits(s) & sign_bit<V>));
}

/// x as it was rounded: with -ffast-math `x + c - c` would be x, of which functions that round by
/// adding are wrong.
template <class V>
TYPEGRAD_INLINE inline V as_rounded(V x) {
#if !defined(__FAST_MATH__)
  return x;
#elif defined(__AVX512F__)
  asm("" : "+v"(x));
  return x;
#elif defined(__SSE2__)
  asm("" : "+x"(x));
  return x;
#else
  asm("" : "+m"(x));
  return x;
#endif
}

/// c[0] + c[1] x + c[2] x^2 + ... by Horner's rule.
template <class V, class T, int N>
TYPEGRAD_INLINE inline V polynomial(V x, T const (&c)[N]) {
  V sum = x * c[N - 1] + c[N - 2];
#pragma GCC unroll 16
  for (int i = N - 3; i >= 0; --i) sum = sum * x + c[i];
  return sum;
}

}  // namespace vector_math
}  // namespace typegrad

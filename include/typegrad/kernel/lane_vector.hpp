// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/vector_in_memory.hpp>

#include <bit>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace typegrad {

/// Bytes of a vector register.
inline constexpr int vector_bytes = TYPEGRAD_VECTOR_BYTES;

template <class Number, int Count>
struct vector_type {
  using type [[gnu::vector_size(Count * static_cast<int>(sizeof(Number)))]] = Number;
};
/// `Count` numbers of type Number as a vector of the compiler: arithmetic, comparisons and `mask ?
/// a : b` element by element.
template <class Number, int Count>
using lane_vector = typename vector_type<Number, Count>::type;

/// Numbers of type Number in a register.
template <class Number>
inline constexpr int packet_size = vector_bytes / static_cast<int>(sizeof(Number));

/// Functions of vectors: what blocks of lanes are made of.
namespace vector_math {

template <class Vector>
using element_of = std::remove_cvref_t<decltype(std::declval<Vector&>()[0])>;
template <class Vector>
inline constexpr int elements_in = static_cast<int>(sizeof(Vector) / sizeof(element_of<Vector>));

/// Integers as wide as the elements of `Vector`: what comparisons of such vectors give, all bits
/// set where they hold.
template <int Bytes>
using signed_integer =
    std::conditional_t<Bytes == 8, std::int64_t,
                       std::conditional_t<Bytes == 4, std::int32_t, std::int8_t>>;
template <class Vector>
using mask_of =
    lane_vector<signed_integer<static_cast<int>(sizeof(element_of<Vector>))>, elements_in<Vector>>;
template <class Vector>
using bits_of =
    lane_vector<std::make_unsigned_t<signed_integer<static_cast<int>(sizeof(element_of<Vector>))>>,
                elements_in<Vector>>;

/// The same number everywhere; x - 0 is x for every x, x + 0 is not.
template <class Vector>
TYPEGRAD_INLINE inline Vector spread(element_of<Vector> x) {
  return x - Vector{};
}

template <class Vector>
TYPEGRAD_INLINE inline bits_of<Vector> bits(Vector x) {
  return (bits_of<Vector>)x;
}
template <class Vector>
using word_of = element_of<bits_of<Vector>>;
template <class Vector>
inline constexpr word_of<Vector> sign_bit = word_of<Vector>{1} << (8 * sizeof(word_of<Vector>) - 1);

template <class Vector>
TYPEGRAD_INLINE inline Vector magnitude(Vector x) {
  return (Vector)(bits(x) & ~sign_bit<Vector>);
}
/// The magnitude of x with the sign of s.
template <class Vector>
TYPEGRAD_INLINE inline Vector with_sign_of(Vector s, Vector x) {
  return (Vector)((bits(x) & ~sign_bit<Vector>) | (bits(s) & sign_bit<Vector>));
}

/// x as it was rounded: with -ffast-math `x + c - c` would be x, of which functions that round by
/// adding are wrong.
template <class Vector>
TYPEGRAD_INLINE inline Vector as_rounded(Vector x) {
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
template <class Vector, class Number, int Count>
TYPEGRAD_INLINE inline Vector polynomial(Vector x, Number const (&c)[Count]) {
  Vector sum = x * c[Count - 1] + c[Count - 2];
#pragma GCC unroll 16
  for (int i = Count - 3; i >= 0; --i) sum = sum * x + c[i];
  return sum;
}

}  // namespace vector_math
}  // namespace typegrad

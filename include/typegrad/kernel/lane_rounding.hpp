// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_instructions.hpp>

namespace typegrad::vector_math {

/// From here on numbers have no fraction: 2^52 or 2^23.
template <class V>
inline constexpr element_of<V> first_without_fraction =
    number_format<element_of<V>>::shifter / 3 * 2;

/// The nearest integer of |x|, halves to even, by the rounding of a sum whose last place is 1.
template <class V>
TYPEGRAD_INLINE inline V nearest_of_magnitude(V size) {
  return as_rounded(size + first_without_fraction<V>) - first_without_fraction<V>;
}

/// x without its fraction; exact. Signed zeros, infinities and NaN stay.
template <class V>
TYPEGRAD_INLINE inline V trunc(V x) {
#if defined(__AVX512F__)
  if constexpr (is_vector_of<V, 64, double>)
    return (V)_mm512_maskz_roundscale_pd(every_double, (__m512d)x, 0xb);
  if constexpr (is_vector_of<V, 64, float>)
    return (V)_mm512_maskz_roundscale_ps(every_float, (__m512)x, 0xb);
#endif
  V const size = magnitude(x);
  V const near = nearest_of_magnitude(size);
  V const below = near > size ? near - 1 : near;
  return size < first_without_fraction<V> ? with_sign_of(x, below) : x;
}

/// The largest integer not above x; exact.
template <class V>
TYPEGRAD_INLINE inline V floor(V x) {
#if defined(__AVX512F__)
  if constexpr (is_vector_of<V, 64, double>)
    return (V)_mm512_maskz_roundscale_pd(every_double, (__m512d)x, 0x9);
  if constexpr (is_vector_of<V, 64, float>)
    return (V)_mm512_maskz_roundscale_ps(every_float, (__m512)x, 0x9);
#endif
  V const size = magnitude(x);
  V const near = with_sign_of(x, nearest_of_magnitude(size));
  V const below = near > x ? near - 1 : near;
  return size < first_without_fraction<V> ? below : x;
}

/// The smallest integer not below x; exact, and -0 for -1 < x < 0.
template <class V>
TYPEGRAD_INLINE inline V ceil(V x) {
  return -floor(-x);
}

/// The nearest integer, halves away from zero; exact.
template <class V>
TYPEGRAD_INLINE inline V round(V x) {
  V const whole = magnitude(trunc(x));
  V const size = magnitude(x);
  return with_sign_of(x, size - whole >= element_of<V>(0.5) ? whole + 1 : whole);
}

}  // namespace typegrad::vector_math

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_instructions.hpp>

namespace typegrad::vector_math {

/// From here on numbers have no fraction: 2^52 or 2^23.
template <class Vector>
inline constexpr element_of<Vector> first_without_fraction =
    number_format<element_of<Vector>>::shifter / 3 * 2;

/// The nearest integer of |x|, halves to even, by the rounding of a sum whose last place is 1.
template <class Vector>
TYPEGRAD_INLINE inline Vector nearest_of_magnitude(Vector size) {
  return as_rounded(size + first_without_fraction<Vector>) - first_without_fraction<Vector>;
}

/// x without its fraction; exact. Signed zeros, infinities and NaN stay.
template <class Vector>
TYPEGRAD_INLINE inline Vector trunc(Vector x) {
#if defined(__AVX512F__)
  if constexpr (is_vector_of<Vector, 64, double>)
    return (Vector)_mm512_maskz_roundscale_pd(every_double, (__m512d)x, 0xb);
  if constexpr (is_vector_of<Vector, 64, float>)
    return (Vector)_mm512_maskz_roundscale_ps(every_float, (__m512)x, 0xb);
#endif
  Vector const size = magnitude(x);
  Vector const near = nearest_of_magnitude(size);
  Vector const below = near > size ? near - 1 : near;
  return size < first_without_fraction<Vector> ? with_sign_of(x, below) : x;
}

/// The largest integer not above x; exact.
template <class Vector>
TYPEGRAD_INLINE inline Vector floor(Vector x) {
#if defined(__AVX512F__)
  if constexpr (is_vector_of<Vector, 64, double>)
    return (Vector)_mm512_maskz_roundscale_pd(every_double, (__m512d)x, 0x9);
  if constexpr (is_vector_of<Vector, 64, float>)
    return (Vector)_mm512_maskz_roundscale_ps(every_float, (__m512)x, 0x9);
#endif
  Vector const size = magnitude(x);
  Vector const near = with_sign_of(x, nearest_of_magnitude(size));
  Vector const below = near > x ? near - 1 : near;
  return size < first_without_fraction<Vector> ? below : x;
}

/// The smallest integer not below x; exact, and -0 for -1 < x < 0.
template <class Vector>
TYPEGRAD_INLINE inline Vector ceil(Vector x) {
  return -floor(-x);
}

/// The nearest integer, halves to the even one; exact. Signed zeros, infinities and NaN stay.
template <class Vector>
TYPEGRAD_INLINE inline Vector rint(Vector x) {
  Vector const size = magnitude(x);
  return size < first_without_fraction<Vector> ? with_sign_of(x, nearest_of_magnitude(size)) : x;
}

/// The nearest integer, halves away from zero; exact.
template <class Vector>
TYPEGRAD_INLINE inline Vector(round)(Vector x) {
  Vector const whole = magnitude(trunc(x));
  Vector const size = magnitude(x);
  return with_sign_of(x, size - whole >= element_of<Vector>(0.5) ? whole + 1 : whole);
}

}  // namespace typegrad::vector_math

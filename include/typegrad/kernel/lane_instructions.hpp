// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_vector.hpp>

#if defined(__AVX2__)
#include <immintrin.h>
#endif

// Instructions of x86 that the compilers do not find by themselves, and what does the same
// elsewhere. Those of SSE2 are called by the compilers' own names: <emmintrin.h> would be a
// twentieth of what GCC does for <typegrad/embedded.hpp>.

namespace typegrad::vector_math {

/// Whether the instructions of AVX-512 that take a number apart and scale it work on V.
#if defined(__AVX512F__)
template <class Vector>
inline constexpr bool has_exponent_instructions = sizeof(Vector) == 64;
// Masks of all elements: the forms without a mask make GCC 12 warn of a variable in its own header
// (bug 105593).
inline constexpr __mmask8 every_double = 0xff;
inline constexpr __mmask16 every_float = 0xffff;
#else
template <class Vector>
inline constexpr bool has_exponent_instructions = false;
#endif

/// Whether `Vector` is one of `Bytes` bytes of numbers of type Number.
template <class Vector, int Bytes, class Number>
inline constexpr bool is_vector_of =
    sizeof(Vector) == Bytes && std::is_same_v<element_of<Vector>, Number>;

/// Square roots, correctly rounded.
template <class Vector>
TYPEGRAD_INLINE inline Vector square_root(Vector x) {
#if defined(__AVX512F__)
  if constexpr (is_vector_of<Vector, 64, double>)
    return (Vector)_mm512_maskz_sqrt_pd(every_double, (__m512d)x);
  if constexpr (is_vector_of<Vector, 64, float>)
    return (Vector)_mm512_maskz_sqrt_ps(every_float, (__m512)x);
#endif
#if defined(__AVX2__)
  if constexpr (is_vector_of<Vector, 32, double>) return (Vector)_mm256_sqrt_pd((__m256d)x);
  if constexpr (is_vector_of<Vector, 32, float>) return (Vector)_mm256_sqrt_ps((__m256)x);
#endif
#if defined(__SSE2__) && __has_builtin(__builtin_ia32_sqrtpd)
  if constexpr (is_vector_of<Vector, 16, double>) return __builtin_ia32_sqrtpd(x);
  if constexpr (is_vector_of<Vector, 16, float>) return __builtin_ia32_sqrtps(x);
#endif
  Vector root = x;
  for (int i = 0; i < elements_in<Vector>; ++i) {
    if constexpr (sizeof(element_of<Vector>) == 8) root[i] = __builtin_sqrt(x[i]);
    else root[i] = __builtin_sqrtf(x[i]);
  }
  return root;
}

/// `b < a ? b : a`; a where one of them is NaN.
template <class Vector>
TYPEGRAD_INLINE inline Vector smaller(Vector a, Vector b) {
#if defined(__AVX512F__)  // GCC 12 compares and blends
  if constexpr (is_vector_of<Vector, 64, double>)
    return (Vector)_mm512_maskz_min_pd(every_double, (__m512d)b, (__m512d)a);
  if constexpr (is_vector_of<Vector, 64, float>)
    return (Vector)_mm512_maskz_min_ps(every_float, (__m512)b, (__m512)a);
#endif
#if defined(__AVX2__)
  if constexpr (is_vector_of<Vector, 32, double>)
    return (Vector)_mm256_min_pd((__m256d)b, (__m256d)a);
  if constexpr (is_vector_of<Vector, 32, float>) return (Vector)_mm256_min_ps((__m256)b, (__m256)a);
#endif
#if defined(__SSE2__) && __has_builtin(__builtin_ia32_minpd)
  if constexpr (is_vector_of<Vector, 16, double>) return __builtin_ia32_minpd(b, a);
  if constexpr (is_vector_of<Vector, 16, float>) return __builtin_ia32_minps(b, a);
#endif
  return b < a ? b : a;
}
/// `a < b ? b : a`; a where one of them is NaN.
template <class Vector>
TYPEGRAD_INLINE inline Vector larger(Vector a, Vector b) {
#if defined(__AVX512F__)
  if constexpr (is_vector_of<Vector, 64, double>)
    return (Vector)_mm512_maskz_max_pd(every_double, (__m512d)b, (__m512d)a);
  if constexpr (is_vector_of<Vector, 64, float>)
    return (Vector)_mm512_maskz_max_ps(every_float, (__m512)b, (__m512)a);
#endif
#if defined(__AVX2__)
  if constexpr (is_vector_of<Vector, 32, double>)
    return (Vector)_mm256_max_pd((__m256d)b, (__m256d)a);
  if constexpr (is_vector_of<Vector, 32, float>) return (Vector)_mm256_max_ps((__m256)b, (__m256)a);
#endif
#if defined(__SSE2__) && __has_builtin(__builtin_ia32_maxpd)
  if constexpr (is_vector_of<Vector, 16, double>) return __builtin_ia32_maxpd(b, a);
  if constexpr (is_vector_of<Vector, 16, float>) return __builtin_ia32_maxps(b, a);
#endif
  return a < b ? b : a;
}

/// Whether the mask holds anywhere.
template <class Matrix>
TYPEGRAD_INLINE inline bool any_of(Matrix mask) {
#if defined(__AVX512F__)
  if constexpr (sizeof(Matrix) == 64)
    return _mm512_test_epi64_mask((__m512i)mask, (__m512i)mask) != 0;
#endif
#if defined(__AVX2__)
  if constexpr (sizeof(Matrix) == 32) return _mm256_testz_si256((__m256i)mask, (__m256i)mask) == 0;
#endif
#if defined(__SSE2__) && __has_builtin(__builtin_ia32_pmovmskb128)
  if constexpr (sizeof(Matrix) == 16)
    return __builtin_ia32_pmovmskb128((lane_vector<char, 16>)mask) != 0;
#endif
  bool any = false;
  for (int i = 0; i < elements_in<Matrix>; ++i) any = any || mask[i] != 0;
  return any;
}

/// The places of a floating-point number.
template <class Number>
struct number_format;
template <>
struct number_format<double> {
  static constexpr int fraction_bits = 52;
  static constexpr std::uint64_t one = 0x3ff0'0000'0000'0000;  ///< the bits of 1
  static constexpr double shifter = 0x1.8p52;  ///< x + shifter ends in the bits of round(x)
  static constexpr double smallest_normal = 0x1p-1022;
};
template <>
struct number_format<float> {
  static constexpr int fraction_bits = 23;
  static constexpr std::uint32_t one = 0x3f80'0000;
  static constexpr float shifter = 0x1.8p23f;
  static constexpr float smallest_normal = 0x1p-126f;
};

/// An integer as a number, and that plus shifter, whose last bits are the integer's.
template <class Vector>
struct shifted_integer {
  Vector value;
  Vector shifted;
};
/// The nearest integer of x, from x + shifter.
template <class Vector>
TYPEGRAD_INLINE inline shifted_integer<Vector> integer_of_shifted(Vector sum) {
  Vector const shifted = as_rounded(sum);
  return {as_rounded(shifted - number_format<element_of<Vector>>::shifter), shifted};
}

/// x 2^k; |k| at most twice the largest exponent. One rounding, where the result is subnormal.
///
/// domain    1/2 < |x| < 2, so that the first of two factors can be added to the exponent
template <class Vector>
TYPEGRAD_INLINE inline Vector times_power_of_two(Vector x, shifted_integer<Vector> const& integer) {
  using format = number_format<element_of<Vector>>;
#if defined(__AVX512F__)
  if constexpr (is_vector_of<Vector, 64, double>)
    return (Vector)_mm512_maskz_scalef_pd(every_double, (__m512d)x, (__m512d)integer.value);
  if constexpr (is_vector_of<Vector, 64, float>)
    return (Vector)_mm512_maskz_scalef_ps(every_float, (__m512)x, (__m512)integer.value);
#endif
  constexpr word_of<Vector> exponent_bits = ~word_of<Vector>{0} << format::fraction_bits;
  bits_of<Vector> const k = bits(integer.shifted);
  bits_of<Vector> const half =
      (k << (format::fraction_bits - 1)) & exponent_bits;  // floor(k / 2) as an exponent
  bits_of<Vector> const rest = (k << format::fraction_bits) - half + format::one;
  return (Vector)(bits(x) + half) * (Vector)rest;
}

/// x = mantissa * 2^exponent.
template <class Vector>
struct split_number {
  Vector mantissa;
  Vector exponent;
};

/// The mantissa in [3/4, 3/2) and the exponent of positive finite numbers, subnormal ones too. With
/// exponent instructions the exponent of 0 is -inf, that of inf is inf, and the mantissa of
/// negative numbers is NaN.
template <class Vector>
TYPEGRAD_INLINE inline split_number<Vector> split(Vector x) {
  using format = number_format<element_of<Vector>>;
#if defined(__AVX512F__)
  if constexpr (is_vector_of<Vector, 64, double>) {
    Vector const mantissa = (Vector)_mm512_maskz_getmant_pd(
        every_double, (__m512d)x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_nan);
    Vector const exponent = (Vector)_mm512_maskz_getexp_pd(every_double, (__m512d)x);
    return {mantissa, mantissa < 1 ? exponent + 1 : exponent};
  }
  if constexpr (is_vector_of<Vector, 64, float>) {
    Vector const mantissa = (Vector)_mm512_maskz_getmant_ps(
        every_float, (__m512)x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_nan);
    Vector const exponent = (Vector)_mm512_maskz_getexp_ps(every_float, (__m512)x);
    return {mantissa, mantissa < 1 ? exponent + 1 : exponent};
  }
#endif
  constexpr int bits_of_fraction = format::fraction_bits;
  constexpr word_of<Vector> three_quarters =
      format::one - (word_of<Vector>{1} << (bits_of_fraction - 1));
  constexpr word_of<Vector> bias = std::is_same_v<element_of<Vector>, double> ? 1024 : 128;
  constexpr element_of<Vector> shift =
      format::shifter / 3 * 2;  // 2^52: its bits with those of a small integer are their sum
  constexpr element_of<Vector> up = 4 * shift;
  auto const small = x < format::smallest_normal;
  Vector const normal = small ? x * up : x;
  bits_of<Vector> const moved = bits(normal) + ((bias << bits_of_fraction) - three_quarters);
  Vector const biased =
      (Vector)((moved >> bits_of_fraction) | std::bit_cast<word_of<Vector>>(shift)) -
      (shift + static_cast<element_of<Vector>>(bias));
  Vector const mantissa =
      (Vector)((moved & ((word_of<Vector>{1} << bits_of_fraction) - 1)) + three_quarters);
  return {mantissa, biased - (Vector)(bits(spread<Vector>(bits_of_fraction + 2)) &
                                      (bits_of<Vector>)small)};  // a choice is two instructions
}

}  // namespace typegrad::vector_math

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_instructions.hpp>
#include <typegrad/math/sign.hpp>
#include <typegrad/math/trigonometric.hpp>

namespace typegrad::vector_math {

/// Parts of pi / 2 and of pi. All but the last are exact when they are multiplied by the integers
/// that occur. Coefficients by tests/kernel/coefficients.py for |r| <= pi / 4: (sin r - r) / r^3
/// and (cos r - 1 + r^2 / 2) / r^4 in r^2 for double, (sin r - r) / r^3 and (cos r - 1) / r^2 for
/// float; `wide_sine` is the first for |r| <= pi / 2 and float results.
template <class Number>
struct angle_constants;
template <>
struct angle_constants<double> {
  static constexpr double inverse_half_pi = 0x1.45f306dc9c883p-1;
  static constexpr double half_pi[] = {0x1.921fb54400000p+0, 0x1.0b4611a600000p-34,
                                       0x1.3198a2e037073p-69};
  static constexpr double sine[] = {-0x1.5555555555548p-3,  0x1.111111110f755p-7,
                                    -0x1.a01a019bf0911p-13, 0x1.71de355d53fbfp-19,
                                    -0x1.ae5e52ed436b8p-26, 0x1.5d8db904c6dabp-33};
  static constexpr double cosine[] = {0x1.555555555554ap-5,  -0x1.6c16c16c14e44p-10,
                                      0x1.a01a019c679ccp-16, -0x1.27e4f7d80b6e3p-22,
                                      0x1.1ee9cc03287b9p-29, -0x1.8f9ef7241190fp-37};
  static constexpr double largest = 0x1p20;

  static constexpr double inverse_pi = 0x1.45f306dc9c883p-2;
  static constexpr double pi[] = {0x1.921fb54000000p+1, 0x1.10b4611a62633p-29};
  static constexpr double wide_sine[] = {-0x1.55555546fc142p-3, 0x1.11110c34545d5p-7,
                                         -0x1.a017d3ded701cp-13, 0x1.716fdf8a0cb4ep-19,
                                         -0x1.9a5c27ca31072p-26};
};
template <>
struct angle_constants<float> {
  static constexpr float inverse_half_pi = 0x1.45f306p-1f;
  static constexpr float half_pi[] = {0x1.921ep+0f, 0x1.b544p-16f, 0x1.0b4612p-34f};
  static constexpr float sine[] = {-0x1.555544p-3f, 0x1.1106e4p-7f, -0x1.992bf6p-13f};
  static constexpr float cosine[] = {-0x1p-1f, 0x1.55554ap-5f, -0x1.6c0c2ap-10f, 0x1.99e904p-16f};
  static constexpr float largest = 0x1p8f;
  static constexpr float largest_widened = 0x1p26f;
};

/// Angles beyond the reduction, one by one.
template <bool Cosine, class Vector>
[[gnu::noinline, gnu::cold]] void correct_large_angles(Vector& result, Vector const& x,
                                                       element_of<Vector> largest) {
  for (int i = 0; i < elements_in<Vector>; ++i)
    if ((math::abs)(x[i]) > largest) result[i] = Cosine ? math::cos(x[i]) : math::sin(x[i]);
}

/// sin x, or cos x, of doubles. With x = k pi / 2 + h + l, where h + l has twice the digits, it is
/// +-sin(h + l) or +-cos(h + l), with l to the first order; l is at most half an ulp of h.
///
/// source    Cody and Waite 1980, "Software Manual for the Elementary Functions", chapter 8; Ng and
///           others, "FDLIBM" (1993), k_sin.c and k_cos.c, for the order of the terms
template <bool Cosine, class Vector>
TYPEGRAD_INLINE inline Vector sine_or_cosine_of_double(Vector x) {
  using constants = angle_constants<double>;
  constexpr double shifter = number_format<double>::shifter;
  shifted_integer<Vector> const k = integer_of_shifted(x * constants::inverse_half_pi + shifter);
  Vector const near = x - k.value * constants::half_pi[0];
  Vector const part = k.value * constants::half_pi[1];
  Vector const h = near - (part + k.value * constants::half_pi[2]);
  Vector const l = ((near - h) - part) - k.value * constants::half_pi[2];

  Vector const square = h * h;
  Vector const half_square = square * 0.5;
  Vector const cubic = square * h;
  Vector const sine = h - ((0.0 - l) - cubic * polynomial(square, constants::sine));  // -0 stays
  Vector const head = 1 - half_square;
  Vector const cosine = head + (((1 - head) - half_square) +
                                (square * square * polynomial(square, constants::cosine) - h * l));

  bits_of<Vector> const quadrant = bits(k.shifted) + (Cosine ? 1 : 0);
  bits_of<Vector> const odd = 0 - (quadrant & 1);
  bits_of<Vector> const chosen = (bits(sine) & ~odd) | (bits(cosine) & odd);
  Vector result = (Vector)(chosen ^ ((quadrant << 62) & sign_bit<Vector>));
  if (any_of((mask_of<Vector>)(magnitude(x) > constants::largest))) [[unlikely]]
    correct_large_angles<Cosine>(result, x, constants::largest);
  return result;
}

/// sin x, or cos x, of floats as doubles: x = k pi + r, for the cosine with k half of an odd
/// number, so that it is +-sin r.
template <bool Cosine, class Derived>
TYPEGRAD_INLINE inline Derived sine_of_widened(Derived x) {
  using constants = angle_constants<double>;
  constexpr double shifter = number_format<double>::shifter;
  constexpr double half = Cosine ? 0.5 : 0.0;
  shifted_integer<Derived> const whole =
      integer_of_shifted((x * constants::inverse_pi + half) + shifter);
  Derived const k = whole.value - half;
  Derived const r = (x - k * constants::pi[0]) - k * constants::pi[1];
  Derived const square = r * r;
  Derived const sine = r * (1 + square * polynomial(square, constants::wide_sine));
  return (Derived)(bits(sine) ^ (bits(whole.shifted) << 63));
}
template <bool Cosine, class Vector>
TYPEGRAD_INLINE inline Vector sine_or_cosine_by_widening(Vector x) {
  if constexpr (2 * sizeof(Vector) <= vector_bytes) {
    using wide = lane_vector<double, elements_in<Vector>>;
    return __builtin_convertvector(sine_of_widened<Cosine>(__builtin_convertvector(x, wide)),
                                   Vector);
  } else {
    using part = lane_vector<float, elements_in<Vector> / 2>;
    for (int half = 0; half < 2; ++half) {
      float* const numbers = reinterpret_cast<float*>(&x) + half * elements_in<part>;
      store_vector(numbers, sine_or_cosine_by_widening<Cosine>(load_vector<part>(numbers)));
    }
    return x;
  }
}
template <bool Cosine, class Vector>
[[gnu::noinline]] void widen_large_angles(Vector& result, Vector const& x) {
  using constants = angle_constants<float>;
  mask_of<Vector> const large = (mask_of<Vector>)(magnitude(x) > constants::largest);
  result = large ? sine_or_cosine_by_widening<Cosine>(x) : result;
  if (any_of((mask_of<Vector>)(magnitude(x) > constants::largest_widened))) [[unlikely]]
    correct_large_angles<Cosine>(result, x, constants::largest_widened);
}

/// sin x, or cos x, of floats; as for doubles, but l does not count in the cosine.
template <bool Cosine, class Vector>
TYPEGRAD_INLINE inline Vector sine_or_cosine_of_float(Vector x) {
  using constants = angle_constants<float>;
  constexpr float shifter = number_format<float>::shifter;
  Vector const size = magnitude(x);
  shifted_integer<Vector> const k = integer_of_shifted(size * constants::inverse_half_pi + shifter);
  Vector const near = size - k.value * constants::half_pi[0];
  Vector const h = near - k.value * constants::half_pi[1];
  Vector const l = ((near - h) - k.value * constants::half_pi[1]) - k.value * constants::half_pi[2];
  Vector const square = h * h;
  Vector const sine = (square * h * polynomial(square, constants::sine) + l) + h;
  Vector const cosine = square * polynomial(square, constants::cosine) + 1;

  bits_of<Vector> const quadrant = bits(k.shifted) + (Cosine ? 1 : 0);
  bits_of<Vector> const odd = 0 - (quadrant & 1);
  bits_of<Vector> const sign = (quadrant << 30) ^ (Cosine ? bits_of<Vector>{} : bits(x));
  Vector result =
      (Vector)(((bits(sine) & ~odd) | (bits(cosine) & odd)) ^ (sign & sign_bit<Vector>));
  if (any_of((mask_of<Vector>)(size > constants::largest))) [[unlikely]]
    widen_large_angles<Cosine>(result, x);
  return result;
}

/// Sine of x.
///
/// domain    all finite x, those beyond 2^20 (double) and 2^26 (float) one by one; sin(-0) = -0,
///           sin(+-inf) = NaN
template <class Vector>
TYPEGRAD_INLINE inline Vector sin(Vector x) {
  if constexpr (std::is_same_v<element_of<Vector>, float>) return sine_or_cosine_of_float<false>(x);
  else return sine_or_cosine_of_double<false>(x);
}

/// Cosine of x.
///
/// domain    all finite x, those beyond 2^20 (double) and 2^26 (float) one by one; cos(+-inf) = NaN
template <class Vector>
TYPEGRAD_INLINE inline Vector cos(Vector x) {
  if constexpr (std::is_same_v<element_of<Vector>, float>) return sine_or_cosine_of_float<true>(x);
  else return sine_or_cosine_of_double<true>(x);
}

}  // namespace typegrad::vector_math

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_exponential.hpp>

#include <limits>

namespace typegrad::vector_math {

/// What logarithms of a type are made of. Coefficients by tests/kernel/coefficients.py: (ln((1 + s)
/// / (1 - s)) - 2 s) / s^3 in s^2 <= 0.04.
template <class Number>
struct logarithm_constants;
template <>
struct logarithm_constants<double> {
  static constexpr double series[] = {
      0x1.5555555555784p-1, 0x1.99999998ee440p-2, 0x1.249249b367f4fp-2, 0x1.c71c00c41c4bep-3,
      0x1.7474f74a0c857p-3, 0x1.385183ceb00d6p-3, 0x1.3ac6d587bdbd6p-3};
  static constexpr double inverse_ln2_less_one = 0x1.c551d94ae0bf8p-2;
  static constexpr double inverse_ln10 = 0x1.bcb7b1526e50ep-2;
  static constexpr double inverse_ln10_high = 0x1.bcb7b10000000p-2;  // 26 bits
  static constexpr double inverse_ln10_low = 0x1.49b9438ca9aaep-28;
  static constexpr double log10_2_high = 0x1.34413509f6000p-2;  // 40 bits
  static constexpr double log10_2_low = 0x1.9fef311f12b36p-42;
};
template <>
struct logarithm_constants<float> {
  static constexpr float series[] = {0x1.5555b6p-1f, 0x1.9929aep-2f, 0x1.36fad8p-2f};
  static constexpr float inverse_ln2_less_one = 0x1.c551dap-2f;
  static constexpr float inverse_ln10 = 0x1.bcb7b2p-2f;
  static constexpr float inverse_ln10_high = 0x1.bca000p-2f;
  static constexpr float inverse_ln10_low = 0x1.7b1526p-14f;
  static constexpr float log10_2_high = 0x1.344000p-2f;
  static constexpr float log10_2_low = 0x1.3509f8p-18f;
};

/// f - ln(1 + f) for -1/4 <= f <= 1/2: ln(1 + f) = ln((1 + s) / (1 - s)) with s = f / (2 + f),
/// arranged so that f itself is added last.
///
/// source    Ng and others, "FDLIBM" (1993), the comment of e_log.c
template <class Vector>
TYPEGRAD_INLINE inline Vector below_argument(Vector f, Vector addend) {
  Vector const s = f / (f + 2);
  Vector const square = s * s;
  Vector const half = f * f * element_of<Vector>(0.5);
  return half - (s * (half + square * polynomial(square,
                                                 logarithm_constants<element_of<Vector>>::series)) +
                 addend);
}

/// `result`, the logarithm of x, and what logarithms give where x is no positive finite number.
template <class Vector>
TYPEGRAD_INLINE inline Vector with_edges(Vector x, Vector result) {
  constexpr auto infinity = std::numeric_limits<element_of<Vector>>::infinity();
  Vector const finite = x < infinity ? result : x;
  Vector const positive = x == 0 ? spread<Vector>(-infinity) : finite;
  return (Vector)(bits(positive) | (bits_of<Vector>)(x < 0));  // all bits set: a NaN
}

/// ln x.
///
/// domain    x >= 0, subnormal numbers too; log(+-0) = -inf, log(inf) = inf, negative x gives NaN
template <class Vector>
TYPEGRAD_INLINE inline Vector log(Vector x) {
  using constants = exponential_constants<element_of<Vector>>;
  split_number<Vector> const parts = split(x);
  Vector const f = parts.mantissa - 1;
  Vector const below = below_argument(f, parts.exponent * constants::ln2_low);
  Vector const result = parts.exponent * constants::ln2_high - (below - f);
  if constexpr (has_exponent_instructions<Vector>)
    return result;  // the parts of x have taken care of the edges
  else return with_edges(x, result);
}

/// The first half of the digits of x, and what they leave: products of halves are exact.
template <class Vector>
TYPEGRAD_INLINE inline Vector first_half(Vector x) {
  return (Vector)(bits(x) & (~word_of<Vector>{0}
                             << (number_format<element_of<Vector>>::fraction_bits / 2 + 1)));
}

/// Logarithm to base 2.
///
/// domain    as log; exact for powers of two
template <class Vector>
TYPEGRAD_INLINE inline Vector log2(Vector x) {
  constexpr auto more = logarithm_constants<element_of<Vector>>::inverse_ln2_less_one;
  split_number<Vector> const parts = split(x);
  Vector const f = parts.mantissa - 1;
  Vector const below = below_argument(f, Vector{});
  Vector const sum = parts.exponent + f;
  Vector const lost = (parts.exponent - sum) + f;
  return with_edges(x, sum + (lost + (f * more - (below * more + below))));
}

/// Logarithm to base 10.
///
/// domain    as log
template <class Vector>
TYPEGRAD_INLINE inline Vector log10(Vector x) {
  using constants = logarithm_constants<element_of<Vector>>;
  split_number<Vector> const parts = split(x);
  Vector const f = parts.mantissa - 1;
  Vector const below = below_argument(f, Vector{});
  Vector const first = first_half(f);
  Vector const large = parts.exponent * constants::log10_2_high;
  Vector const small = first * constants::inverse_ln10_high;
  Vector const sum = large + small;
  Vector const lost = (large - sum) + small;
  Vector const rest = (f - first) * constants::inverse_ln10_high + f * constants::inverse_ln10_low;
  return with_edges(
      x,
      sum + (lost +
             ((parts.exponent * constants::log10_2_low - below * constants::inverse_ln10) + rest)));
}

/// ln(1 + x) without cancellation near 0: 1 + x is u + rest exactly, and rest joins the fraction of
/// u.
///
/// domain    x >= -1; log1p(-1) = -inf, log1p(-0) = -0, log1p(inf) = inf, x < -1 gives NaN
template <class Vector>
TYPEGRAD_INLINE inline Vector log1p(Vector x) {
  using constants = exponential_constants<element_of<Vector>>;
  using format = number_format<element_of<Vector>>;
  constexpr auto infinity = std::numeric_limits<element_of<Vector>>::infinity();
  constexpr word_of<Vector> twice = format::one + (word_of<Vector>{1} << format::fraction_bits);
  Vector const u = as_rounded(x + 1);
  Vector const without = u - x;
  Vector const rest = (1 - without) + (x - (u - without));
  split_number<Vector> const parts = split(u);
  // 2^(1 - k), because 2^-k is no normal number where u is close to the largest
  Vector const power =
      (Vector)((bits(format::shifter - parts.exponent) << format::fraction_bits) + twice);
  Vector const f = (parts.mantissa - 1) + rest * (element_of<Vector>(0.5) * power);
  Vector const below = below_argument(f, parts.exponent * constants::ln2_low);
  Vector const result = parts.exponent * constants::ln2_high - (below - f);
  Vector const finite = x < infinity ? result : x;
  Vector const inside = x == -1 ? spread<Vector>(-infinity) : with_sign_of(x, finite);
  return x < -1 ? spread<Vector>(std::numeric_limits<element_of<Vector>>::quiet_NaN()) : inside;
}

}  // namespace typegrad::vector_math

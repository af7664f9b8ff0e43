#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/exponential.hpp>
#include <typegrad/math/platform.hpp>

#include <type_traits>

namespace typegrad::math {

namespace constant {

/// 1 / ln 10 and log10(2) (the latter to 40 bits and the rest) for log10.
inline constexpr double_double inverse_ln10{0x1.bcb7b1526e50ep-2, 0x1.95355baaafad3p-57};
inline constexpr double log10_2_high = 0x1.34413509f8000p-2;
inline constexpr double_double log10_2_rest{-0x1.80433b83b532ap-44, 0x1.6f922f04d5a62p-102};

/// ln(1 + f), relative error about 2^-70.
/// A guess y of 29 bits from ln(1 + f) = 2 artanh(f / (2 + f)) (DLMF 4.6.4), then one Newton step
/// on e^y = 1 + f: z = (1 + f) e^-y - 1 and ln(1 + f) = y + ln(1 + z).
/// domain  -0.293 <= f <= 0.415
constexpr double_double log1p_reduced(double_double f) {
  double const s = f.hi / (2.0 + f.hi);
  double const w = s * s;
  double const y =
      2.0 * s * (1.0 + w * (1.0 / 3.0 + w * (1.0 / 5.0 + w * (1.0 / 7.0 + w * (1.0 / 9.0)))));
  double_double const e = expm1_reduced(-y);
  double_double const z = f + e + f * e;
  return z - 0.5 * z.hi * z.hi + y;
}

/// ln x = exponent * ln 2 + fraction.
struct reduced_logarithm {
  double_double fraction;
  int exponent;
};

/// The reduced form of ln x.
/// domain  x > 0, finite
constexpr reduced_logarithm reduce_log(double_double x) {
  normal_form const n = normalized(x.hi);
  bool const upper = n.mantissa > 0x1.6a09e667f3bcdp0;  // sqrt(2)
  int const k = n.exponent + upper;
  double const m = upper ? n.mantissa * 0.5 : n.mantissa;
  return {log1p_reduced(two_sum(m - 1.0, scaled(x.lo, -k))), k};
}

/// ln x, relative error about 2^-70.
/// domain  x > 0, finite
constexpr double_double log(double_double x) {
  reduced_logarithm const l = reduce_log(x);
  if (l.exponent == 0) return l.fraction;
  return ln2_rest * double(l.exponent) + l.fraction + l.exponent * ln2_high;
}

/// ln(1 + x), relative error about 2^-70.
/// domain  x > -1, |x| > 2^-30 or x.lo == 0
constexpr double_double log1p(double_double x) { return log(x + 1.0); }

/// ln x, below 0.51 ulp.
constexpr double log(double x) {
  if (x != x || x == infinity) return x;
  if (!(magnitude(x) > 0)) return -infinity;
  if (x < 0) return not_a_number;
  return log(double_double(x)).value();
}
constexpr float log(float x) { return to_float(log(static_cast<double>(x))); }

/// log2 x, below 0.51 ulp, exact for powers of two.
constexpr double log2(double x) {
  if (!(x > 0) || x == infinity) return log(x);
  reduced_logarithm const l = reduce_log(x);
  return (l.fraction * inverse_ln2 + l.exponent).value();
}
constexpr float log2(float x) { return to_float(log2(static_cast<double>(x))); }

/// log10 x, below 0.51 ulp, exact for powers of ten.
constexpr double log10(double x) {
  if (!(x > 0) || x == infinity) return log(x);
  reduced_logarithm const l = reduce_log(x);
  double const k = l.exponent;
  return (l.fraction * inverse_ln10 + log10_2_rest * k + k * log10_2_high).value();
}
constexpr float log10(float x) { return to_float(log10(static_cast<double>(x))); }

/// ln(1 + x), below 0.51 ulp.
constexpr double log1p(double x) {
  if (x != x || x == infinity || magnitude(x) < 0x1p-54) return x;
  if (x <= -1.0) return x < -1.0 ? not_a_number : -infinity;
  return log1p(double_double(x)).value();
}
constexpr float log1p(float x) { return to_float(log1p(static_cast<double>(x))); }

}  // namespace constant

/// Natural logarithm of x.
/// domain  x >= 0; log(+-0) = -inf, log(inf) = inf, negative x gives NaN
/// source  DLMF 4.2
template <class Number>
constexpr Number log(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.log();
  else if (__builtin_is_constant_evaluated()) return constant::log(x);
  else return platform::log(x);
}

/// Logarithm to base 2.
/// domain  as log
template <class Number>
constexpr Number log2(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.log2();
  else if (__builtin_is_constant_evaluated()) return constant::log2(x);
  else return platform::log2(x);
}

/// Logarithm to base 10.
/// domain  as log
template <class Number>
constexpr Number log10(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.log10();
  else if (__builtin_is_constant_evaluated()) return constant::log10(x);
  else return platform::log10(x);
}

/// ln(1 + x) without cancellation near 0.
/// domain  x >= -1; log1p(-1) = -inf, log1p(-0) = -0, x < -1 gives NaN
template <class Number>
constexpr Number log1p(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.log1p();
  else if (__builtin_is_constant_evaluated()) return constant::log1p(x);
  else return platform::log1p(x);
}

}  // namespace typegrad::math

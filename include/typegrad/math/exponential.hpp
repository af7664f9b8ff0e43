#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/binary64.hpp>
#include <typegrad/math/double_double.hpp>
#include <typegrad/math/platform.hpp>

#include <type_traits>

namespace typegrad::math {

namespace constant {

/// ln 2 = ln2_high + ln2: 40 bits, so that k * ln2_high is exact for |k| < 2^13, and the rest.
inline constexpr double ln2_high = 0x1.62e42fefa4000p-1;
inline constexpr double_double ln2_rest{-0x1.8432a1b0e2634p-43, 0x1.f97b57a079a19p-103};

/// ln 2 and 1 / ln 2 to 106 bits.
inline constexpr double_double ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
inline constexpr double_double inverse_ln2{0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56};

/// 1 / n! for n = 1 .. 18 as double_double (DLMF 4.2.19).
inline constexpr double_double inverse_factorial[19] = {
    {1.0},
    {1.0},
    {0x1.0000000000000p-1},
    {0x1.5555555555555p-3, 0x1.5555555555555p-57},
    {0x1.5555555555555p-5, 0x1.5555555555555p-59},
    {0x1.1111111111111p-7, 0x1.1111111111111p-63},
    {0x1.6c16c16c16c17p-10, -0x1.f49f49f49f49fp-65},
    {0x1.a01a01a01a01ap-13, 0x1.a01a01a01a01ap-73},
    {0x1.a01a01a01a01ap-16, 0x1.a01a01a01a01ap-76},
    {0x1.71de3a556c734p-19, -0x1.c154f8ddc6c00p-73},
    {0x1.27e4fb7789f5cp-22, 0x1.cbbc05b4fa99ap-76},
    {0x1.ae64567f544e4p-26, -0x1.c062e06d1f209p-80},
    {0x1.1eed8eff8d898p-29, -0x1.2aec959e14c06p-83},
    {0x1.6124613a86d09p-33, 0x1.f28e0cc748ebep-87},
    {0x1.93974a8c07c9dp-37, 0x1.05d6f8a2efd1fp-92},
    {0x1.ae7f3e733b81fp-41, 0x1.1d8656b0ee8cbp-97},
    {0x1.ae7f3e733b81fp-45, 0x1.1d8656b0ee8cbp-101},
    {0x1.952c77030ad4ap-49, 0x1.ac981465ddc6cp-103},
    {0x1.6827863b97d97p-53, 0x1.eec01221a8b0bp-107},
};

/// e^r - 1, relative error about 2^-70: the Taylor series, its first five terms in double_double.
/// domain  |r| <= ln(2) / 2
constexpr double_double expm1_reduced(double_double r) {
  double tail = inverse_factorial[18].hi;
  for (int n = 17; n > 5; --n) tail = tail * r.hi + inverse_factorial[n].hi;
  double_double sum = tail;
  for (int n = 5; n > 0; --n) sum = sum * r + inverse_factorial[n];
  return sum * r;
}

/// e^x = (1 + fraction) * 2^exponent.
struct reduced_exponential {
  double_double fraction;
  int exponent;
};

/// The reduced form of e^x; the error of fraction is about 2^-70 of it.
/// domain  |x| < 2000
constexpr reduced_exponential reduce_exp(double_double x) {
  int const k = static_cast<int>(x.hi * inverse_ln2.hi + (x.hi < 0 ? -0.5 : 0.5));
  double_double const r = double_double(x.hi - k * ln2_high) + x.lo - ln2_rest * double(k);
  return {expm1_reduced(r), k};
}

/// e^x - 1, relative error about 2^-70.
/// domain  2^-900 < |x| < 700, or zero
constexpr double_double expm1(double_double x) {
  reduced_exponential const e = reduce_exp(x);
  if (e.exponent == 0) return e.fraction;
  return times_power_of_two(e.fraction + 1.0, power_of_two(e.exponent)) - 1.0;
}

/// e^x, below 0.51 ulp (0.76 if subnormal).
constexpr double exp(double x) {
  if (x != x) return x;
  if (x > 710.0) return infinity;
  if (x < -746.0) return 0.0;
  reduced_exponential const e = reduce_exp(x);
  return scaled((e.fraction + 1.0).value(), e.exponent);
}
constexpr float exp(float x) { return to_float(exp(static_cast<double>(x))); }

/// 2^x, below 0.51 ulp (0.76 if subnormal), exact for integers.
constexpr double exp2(double x) {
  if (x != x) return x;
  if (x >= 1024.0) return infinity;
  if (x < -1076.0) return 0.0;
  int const k = static_cast<int>(x < 0 ? x - 0.5 : x + 0.5);
  return scaled((expm1_reduced(ln2 * (x - k)) + 1.0).value(), k);
}
constexpr float exp2(float x) { return to_float(exp2(static_cast<double>(x))); }

/// e^x - 1, below 0.51 ulp.
constexpr double expm1(double x) {
  if (x != x || magnitude(x) < 0x1p-54) return x;
  if (x > 700.0) return exp(x);
  if (x < -40.0) return -1.0;
  return expm1(double_double(x)).value();
}
constexpr float expm1(float x) { return to_float(expm1(static_cast<double>(x))); }

}  // namespace constant

/// e^x.
/// domain  all x; exp(-inf) = 0, exp(inf) = inf
/// source  DLMF 4.2
template <class Number>
constexpr Number exp(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.exp();
  else if (__builtin_is_constant_evaluated()) return constant::exp(x);
  else return platform::exp(x);
}

/// 2^x.
/// domain  all x; exp2(-inf) = 0, exp2(inf) = inf
template <class Number>
constexpr Number exp2(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.exp2();
  else if (__builtin_is_constant_evaluated()) return constant::exp2(x);
  else return platform::exp2(x);
}

/// e^x - 1 without cancellation near 0.
/// domain  all x; expm1(-0) = -0, expm1(-inf) = -1, expm1(inf) = inf
template <class Number>
constexpr Number expm1(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.expm1();
  else if (__builtin_is_constant_evaluated()) return constant::expm1(x);
  else return platform::expm1(x);
}

}  // namespace typegrad::math

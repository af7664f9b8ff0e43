#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/exponential.hpp>
#include <typegrad/math/logarithm.hpp>
#include <typegrad/math/platform.hpp>
#include <typegrad/math/root.hpp>
#include <typegrad/math/sign.hpp>

#include <limits>
#include <type_traits>

namespace typegrad::math {

namespace constant {

/// erf(x) / x on |x| <= 3/4 as a polynomial in x^2: the first 13 Chebyshev terms, relative error
/// 2^-73 before rounding (tests/math/coefficients.py). The first two coefficients have a second
/// half.
inline constexpr double erf_rest[2] = {0x1.1ae33ee8fc340p-56, 0x1.f0060fbccf1a4p-57};
inline constexpr double erf_series[13] = {
    0x1.20dd750429b6dp+0,  -0x1.812746b0379e7p-2,  0x1.ce2f21a042be1p-4,  -0x1.b82ce31288b15p-6,
    0x1.565bcd0e6924cp-8,  -0x1.c02db3ffcdd43p-11, 0x1.f9a326ddc3078p-14, -0x1.f4d257adf564cp-17,
    0x1.b9e647370aeedp-20, -0x1.5f6a20c5991f0p-23, 0x1.fbb8cfab6800ap-27, -0x1.48b72600036ddp-30,
    0x1.3fe1e8ada795ap-34};

/// (1 + 2x) e^(x^2) erfc(x) for x >= 0 as a Chebyshev series in (x - 3.75) / (x + 3.75), relative
/// error 2^-57; the first coefficient is already halved and has a second half.
/// source  the form is M. M. Shepherd and J. G. Laframboise, Math. Comp. 36 (1981); the
///         coefficients are our own (tests/math/coefficients.py)
inline constexpr double erfc_rest = 0x1.d90aabc0302d9p-55;
inline constexpr double erfc_series[26] = {
    0x1.2d75d0246cee8p+0,   -0x1.2cd0564f8c1b7p-8,  -0x1.59159e8868995p-4,  0x1.e50c3e7c7dccep-5,
    -0x1.b4c68f4569326p-6,  0x1.295e991a7d82dp-7,   -0x1.3c4c54f8d419dp-9,  0x1.014ed1572209ap-11,
    -0x1.221e6f70130b5p-14, 0x1.15c3f597f0492p-18,  0x1.9f8f03ca86fc1p-21,  -0x1.d601c320c8f9cp-23,
    0x1.71e1efca86cf9p-27,  0x1.36bf2885524c9p-28,  -0x1.aa4d7b1cdf20ap-31, -0x1.15df59ca6082bp-34,
    0x1.f8af0a9aa6d31p-36,  0x1.b61b723941781p-43,  -0x1.0fc16c00b50f2p-40, 0x1.24f6a772cbc36p-45,
    0x1.2d8b49ab5f72bp-45,  -0x1.0cb63a80de2c5p-49, -0x1.6884628ace07ap-50, 0x1.561b105822235p-54,
    0x1.d3744857e262bp-55,  -0x1.4a219c71bb4d2p-59};

/// erf x on its series, relative error about 2^-57.
/// domain  2^-450 < |x| <= 3/4
constexpr double_double erf_near_zero(double x) {
  double_double const z = two_product(x, x);
  double sum = erf_series[12];
  for (int n = 11; n > 1; --n) sum = sum * z.hi + erf_series[n];
  double_double const slope = double_double(erf_series[1], erf_rest[1]) + sum * z.hi;
  return (double_double(erf_series[0], erf_rest[0]) + slope * z) * x;
}

/// e^(x^2) erfc(x), relative error about 2^-54: Clenshaw's recurrence.
/// domain  3/4 <= x < 2^100 (the recurrence loses three more bits on the way to 0)
constexpr double_double erfc_scaled(double x) {
  double const u = (x - 3.75) / (x + 3.75);
  double b1 = 0.0;
  double b2 = 0.0;
  for (int n = 25; n > 0; --n) {
    double const b = 2.0 * u * b1 - b2 + erfc_series[n];
    b2 = b1;
    b1 = b;
  }
  return (double_double(erfc_series[0], erfc_rest) + (u * b1 - b2)) / two_sum(1.0, 2.0 * x);
}

/// erfc x, below 1 ulp.
constexpr double erfc(double x) {
  if (x != x) return x;
  if (x < -6.0) return 2.0;
  if (x > 28.0) return 0.0;
  double const a = magnitude(x);
  if (a < 0x1p-60) return 1.0;
  if (a < 0.75) return (1.0 - erf_near_zero(x)).value();
  reduced_exponential const e = reduce_exp(-two_product(a, a));
  double_double const product = (e.fraction + 1.0) * erfc_scaled(a);
  if (x > 0) return scaled(product.value(), e.exponent);
  return (2.0 - times_power_of_two(product, power_of_two(e.exponent))).value();
}
constexpr float erfc(float x) { return to_float(erfc(static_cast<double>(x))); }

/// erf x, below 1 ulp.
constexpr double erf(double x) {
  double const a = magnitude(x);
  if (x != x) return x;
  if (a < 0x1p-400) return scaled(x * 0x1p200 * erf_series[0], -200);
  if (a < 0.75) return erf_near_zero(x).value();
  if (a > 6.0) return with_sign(1.0, x);
  reduced_exponential const e = reduce_exp(-two_product(a, a));
  double_double const product = (e.fraction + 1.0) * erfc_scaled(a);
  return with_sign((1.0 - times_power_of_two(product, power_of_two(e.exponent))).value(), x);
}
constexpr float erf(float x) { return to_float(erf(static_cast<double>(x))); }

}  // namespace constant

/// Error function, 2 / sqrt(pi) times the integral of e^(-t^2) from 0 to x.
/// domain  all x; erf(-0) = -0, erf(+-inf) = +-1
/// source  DLMF 7.2.1
template <class Number>
constexpr Number erf(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.erf();
  else if (__builtin_is_constant_evaluated()) return constant::erf(x);
  else return platform::erf(x);
}

/// Complementary error function, 1 - erf(x) without cancellation for large x.
/// domain  all x; erfc(-inf) = 2, erfc(inf) = 0
/// source  DLMF 7.2.2
template <class Number>
constexpr Number erfc(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.erfc();
  else if (__builtin_is_constant_evaluated()) return constant::erfc(x);
  else return platform::erfc(x);
}

/// The inverse of erf: a guess of seven digits, then one step of Halley's method on erf, or on erfc
/// where x is near 1 in size. Within 4 ulp.
/// domain  [-1, 1]; erfinv(+-1) = +-inf, NaN outside
/// source  M. Giles, "Approximating the erfinv function", GPU Computing Gems (2011), tables 3, 5
template <class Number>
constexpr Number erfinv(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) {
    return x.each([](auto const& one) { return erfinv(one); });
  } else {
    if (x != x) return x;
    Number const size = (abs)(x);
    Number const rest = Number(1) - size;
    if (!(rest > Number(0)))
      return rest == Number(0) ? x * std::numeric_limits<Number>::infinity()
                               : std::numeric_limits<Number>::quiet_NaN();
    constexpr Number near[] = {
        Number(2.81022636e-08),  Number(3.43273939e-07), Number(-3.5233877e-06),
        Number(-4.39150654e-06), Number(0.00021858087),  Number(-0.00125372503),
        Number(-0.00417768164),  Number(0.246640727),    Number(1.50140941)};
    constexpr Number far[] = {
        Number(-0.000200214257), Number(0.000100950558), Number(0.00134934322),
        Number(-0.00367342844),  Number(0.00573950773),  Number(-0.0076224613),
        Number(0.00943887047),   Number(1.00167406),     Number(2.83297682)};
    // from e^-16 to 1 on: table 3, whose terms of higher order this step does not need
    constexpr Number end[] = {Number(0),
                              Number(-9.9298272942317e-07),
                              Number(4.5260625972231537e-06),
                              Number(-1.9681778105531670e-05),
                              Number(7.5995277030017761e-05),
                              Number(-0.00021503011930044477),
                              Number(-0.00013871931833623122),
                              Number(1.0103004648645344),
                              Number(4.8499064014085844)};
    Number const w = -log(rest * (Number(1) + size));
    int const part = w < Number(5) ? 0 : w < Number(16) ? 1 : 2;
    Number const at = part == 0 ? w - Number(2.5) : sqrt(w) - Number(part == 1 ? 3 : 5);
    Number guess{};
    for (Number const coefficient : part == 0 ? near : part == 1 ? far : end)
      guess = guess * at + coefficient;
    guess *= size;
    Number const error =
        size < Number(0.5) ? erf(guess) - size : rest - erfc(guess);  // rest is exact there
    // sqrt(pi) / 2 to 21 digits (OEIS A019704)
    Number const newton = error * Number(0.886226925452758013649) * exp(guess * guess);
    return copysign(guess - newton / (Number(1) + guess * newton), x);
  }
}

}  // namespace typegrad::math

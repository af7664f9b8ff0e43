#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/binary64.hpp>
#include <typegrad/math/platform.hpp>
#include <typegrad/math/select.hpp>
#include <typegrad/math/sign.hpp>

#include <cstdint>
#include <type_traits>

namespace typegrad::math {

namespace constant {

/// x - n * y with n = trunc(x / y), exact: long division on the integer mantissas, 11 bits a step
/// (at most 186 steps).
constexpr double fmod(double x, double y) {
  double const a = magnitude(x);
  double const b = magnitude(y);
  if (x != x) return x;
  if (y != y) return y;
  if (a > 0x1.fffffffffffffp1023 || !(b > 0)) return not_a_number;
  if (a < b) return x;
  if (!(a > 0)) return x;
  normal_form const n = normalized(a);
  normal_form const d = normalized(b);
  auto rest = static_cast<std::uint64_t>(n.mantissa * 0x1p52);
  auto const divisor = static_cast<std::uint64_t>(d.mantissa * 0x1p52);
  rest %= divisor;
  for (int left = n.exponent - d.exponent; left > 0; left -= 11)
    rest = (rest << (left < 11 ? left : 11)) % divisor;
  return with_sign(scaled(static_cast<double>(rest), d.exponent - 52), x);
}
constexpr float fmod(float x, float y) {
  return to_float(fmod(static_cast<double>(x), static_cast<double>(y)));
}

/// x - n * y with n the integer nearest to x / y, halves to even; exact.
constexpr double remainder(double x, double y) {
  double const b = magnitude(y);
  double const whole = b <= 0x1p1022 ? fmod(x, 2 * b) : x;  // x / y is even there
  double rest = magnitude(whole);
  if (x != x || y != y || !(rest <= 0x1.fffffffffffffp1023) || !(b > 0)) return fmod(x, y);
  if (b < 0x1p-1021) {
    if (rest + rest > b) {
      rest -= b;
      if (rest + rest >= b) rest -= b;
    }
  } else if (double const half = 0.5 * b; rest > half) {
    rest -= b;
    if (rest >= half) rest -= b;
  }
  return x < 0 || (!(x > 0) && with_sign(1.0, x) < 0) ? -rest : rest;
}
constexpr float remainder(float x, float y) {
  return to_float(remainder(static_cast<double>(x), static_cast<double>(y)));
}

}  // namespace constant

/// x - trunc(x / y) * y, with the sign of x; exact.
/// domain  all; fmod(inf, y) and fmod(x, 0) are NaN, fmod(x, inf) = x
template <class Number>
constexpr Number fmod(Number const& x, Number const& y) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.fmod(y);
  else if (__builtin_is_constant_evaluated()) return constant::fmod(x, y);
  else return platform::fmod(x, y);
}

/// x - n * y with n the integer nearest to x / y, halves to even; exact.
/// domain  all; remainder(inf, y) and remainder(x, 0) are NaN, remainder(x, inf) = x
template <class Number>
constexpr Number remainder(Number const& x, Number const& y) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.remainder(y);
  else if (__builtin_is_constant_evaluated()) return constant::remainder(x, y);
  else return platform::remainder(x, y);
}

/// x - floor(x / y) * y, with the sign of y: fmod, and y added where that has the other sign. A
/// zero has the sign of y, too. domain  all; mod(inf, y) and mod(x, 0) are NaN source  CPython,
/// float_rem
template <class Number>
constexpr Number mod(Number const& x, Number const& y) {
  Number const rest = fmod(x, y);
  if constexpr (std::is_arithmetic_v<Number>)
    if (rest != rest) return rest;  // no constant expression goes on with it
  Number const zero(0);
  Number const from_below = select(y < zero, rest, rest + y);
  Number const from_above = select(y > zero, rest, rest + y);
  return select(rest == zero, copysign(zero, y), select(rest < zero, from_below, from_above));
}

}  // namespace typegrad::math

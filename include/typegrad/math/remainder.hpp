#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/binary64.hpp>
#include <typegrad/math/platform.hpp>

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

}  // namespace constant

/// x - trunc(x / y) * y, with the sign of x; exact.
/// domain  all; fmod(inf, y) and fmod(x, 0) are NaN, fmod(x, inf) = x
template <class Number>
constexpr Number fmod(Number const& x, Number const& y) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.fmod(y);
  else if (__builtin_is_constant_evaluated()) return constant::fmod(x, y);
  else return platform::fmod(x, y);
}

}  // namespace typegrad::math

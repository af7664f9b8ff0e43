#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/binary64.hpp>
#include <typegrad/math/double_double.hpp>
#include <typegrad/math/platform.hpp>

#include <type_traits>

namespace typegrad::math {

namespace constant {

/// sqrt(m), within 1 ulp: a line with at most 4.2 % error, then four Newton steps.
/// domain  1 <= m < 4
constexpr double sqrt_reduced(double m) {
  double s = m / 3.0 + 0.70833;
  for (int step = 0; step < 4; ++step) s = 0.5 * (s + m / s);
  return s;
}

/// Square root of x, correctly rounded, so equal to the hardware's.
constexpr double sqrt(double x) {
  if (!(magnitude(x) > 0) || x == infinity) return x;
  if (x < 0) return not_a_number;
  normal_form n = normalized(x);
  if (n.exponent % 2 != 0) n = {n.mantissa * 2.0, n.exponent - 1};
  double const s = sqrt_reduced(n.mantissa);
  double_double const square = two_product(s, s);
  double const rest = (n.mantissa - square.hi) - square.lo;
  // (s + u/2)^2 = s^2 + s u + u^2/4, and s^2 and the mantissa are multiples of u^2 with u = 2^-52:
  // s is the nearest double exactly if -s u < rest <= s u.
  double const half_way = s * 0x1p-52;
  double const nearest = rest > half_way ? s + 0x1p-52 : rest <= -half_way ? s - 0x1p-52 : s;
  return scaled(nearest, n.exponent / 2);
}
constexpr float sqrt(float x) { return to_float(sqrt(static_cast<double>(x))); }

/// Square root of a double_double, relative error below 2^-98.
/// domain  x.hi > 2^-900
constexpr double_double sqrt(double_double x) {
  double const s = sqrt(x.hi);
  double_double const rest = x - two_product(s, s);
  return quick_two_sum(s, rest.hi / (2.0 * s));
}

/// Cube root of x, below 0.51 ulp, exact for exact cubes: Newton, last step in double_double.
constexpr double cbrt(double x) {
  if (!(magnitude(x) > 0) || x != x || magnitude(x) == infinity) return x;
  normal_form n = normalized(magnitude(x));
  int const over = (n.exponent % 3 + 3) % 3;
  n = {n.mantissa * power_of_two(over), n.exponent - over};
  double c = 0.92 + 0.143 * n.mantissa;  // at most 7 % off
  for (int step = 0; step < 4; ++step) c -= (c - n.mantissa / (c * c)) / 3.0;
  double_double const square = two_product(c, c);
  double_double const rest = double_double(n.mantissa) - square * c;
  return with_sign(scaled(c + rest.hi / (3.0 * square.hi), n.exponent / 3), x);
}
constexpr float cbrt(float x) { return to_float(cbrt(static_cast<double>(x))); }

/// sqrt(x^2 + y^2), below 0.51 ulp: scaled by the larger operand, summed in double_double.
constexpr double hypot(double x, double y) {
  double const a = magnitude(x) < magnitude(y) ? magnitude(y) : magnitude(x);
  double const b = magnitude(x) < magnitude(y) ? magnitude(x) : magnitude(y);
  if (magnitude(x) == infinity || magnitude(y) == infinity) return infinity;
  if (x != x) return x;
  if (y != y) return y;
  if (!(b > 0)) return a;
  normal_form const n = normalized(a);
  normal_form const m = normalized(b);
  if (n.exponent - m.exponent > 60) return a;
  double const shifted = m.mantissa * power_of_two(m.exponent - n.exponent);
  double_double const h = sqrt(two_product(n.mantissa, n.mantissa) + two_product(shifted, shifted));
  return scaled(h.value(), n.exponent);
}
constexpr float hypot(float x, float y) {
  return to_float(hypot(static_cast<double>(x), static_cast<double>(y)));
}

}  // namespace constant

/// Square root of x, correctly rounded.
/// domain  x >= 0; sqrt(-0) = -0, sqrt(inf) = inf, negative x gives NaN
template <class Number>
constexpr Number sqrt(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.sqrt();
  else if (__builtin_is_constant_evaluated()) return constant::sqrt(x);
  else return platform::sqrt(x);
}

/// Cube root of x.
/// domain  all x; odd; zeros, infinities and NaN stay
template <class Number>
constexpr Number cbrt(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.cbrt();
  else if (__builtin_is_constant_evaluated()) return constant::cbrt(x);
  else return platform::cbrt(x);
}

/// sqrt(x^2 + y^2) without overflow on the way.
/// domain  all; an infinite operand gives inf, even beside a NaN
template <class Number>
constexpr Number hypot(Number const& x, Number const& y) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.hypot(y);
  else if (__builtin_is_constant_evaluated()) return constant::hypot(x, y);
  else return platform::hypot(x, y);
}

}  // namespace typegrad::math

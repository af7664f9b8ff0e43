#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/logarithm.hpp>
#include <typegrad/math/platform.hpp>
#include <typegrad/math/rounding.hpp>

#include <type_traits>

namespace typegrad::math {

namespace constant {

/// True if y is an odd integer.
/// domain  y finite
constexpr bool is_odd(double y) {
  double const half = y * 0.5;
  return trunc(y) == y && trunc(half) != half;
}

/// x^y = e^(y ln x) in double_double, below 0.51 ulp (0.76 if subnormal), exact where x^y is a
/// double.
constexpr double pow(double x, double y) {
  if (y == 0.0 || x == 1.0) return 1.0;
  if (x != x) return x;
  if (y != y) return y;
  double const a = magnitude(x);
  if (magnitude(y) == infinity) return a == 1.0 ? 1.0 : (a > 1.0) == (y > 0) ? infinity : 0.0;
  double const sign = is_negative(x) && is_odd(y) ? -1.0 : 1.0;
  if (!(a > 0) || a == infinity) return (a > 0) == (y > 0) ? sign * infinity : sign * 0.0;
  if (x < 0 && trunc(y) != y) return not_a_number;
  if (a == 1.0) return sign;
  if (magnitude(y) > 0x1p70) return (a > 1.0) == (y > 0) ? infinity : 0.0;  // |ln a| > 2^-54
  double_double const p = log(double_double(a)) * y;
  if (p.hi > 710.0) return sign * infinity;
  if (p.hi < -746.0) return sign * 0.0;
  reduced_exponential const e = reduce_exp(p);
  return scaled(sign * (e.fraction + 1.0).value(), e.exponent);
}
constexpr float pow(float x, float y) {
  return to_float(pow(static_cast<double>(x), static_cast<double>(y)));
}

}  // namespace constant

/// x^n by repeated squaring: the order of the products is fixed, so that lanes and scalars agree.
/// domain  as pow; n < 0 gives 1 / x^-n
template <class Number>
constexpr Number repeated_squares(Number const& x, int n) {
  Number square = x;
  Number result = n % 2 != 0 ? x : Number(1);
  for (int left = n / 2; left != 0; left /= 2) {
    square = square * square;
    if (left % 2 != 0) result = result * square;
  }
  return n < 0 ? Number(1) / result : result;
}

namespace constant {

/// x^n. For 0 <= n <= 3 the same products as at run time (as far as they stay finite), else pow.
constexpr double ipow(double x, int n) {
  bool const same_as_run_time = n >= 0 && n <= 3 && magnitude(x) < 0x1p340;
  return same_as_run_time ? repeated_squares(x, n) : pow(x, static_cast<double>(n));
}
constexpr float ipow(float x, int n) {
  bool const same_as_run_time = n >= 0 && n <= 3 && magnitude(static_cast<double>(x)) < 0x1p42;
  return same_as_run_time ? repeated_squares(x, n)
                          : to_float(pow(static_cast<double>(x), static_cast<double>(n)));
}

}  // namespace constant

/// x^y.
/// domain  x > 0, or x < 0 with an integer y, else NaN; pow(x, 0) = pow(1, y) = 1 even for NaN;
///         pow(0, y < 0) = inf with the sign of x if y is an odd integer; pow(-1, +-inf) = 1
/// source  C17 F.10.4.4
template <class Number>
constexpr Number pow(Number const& x, Number const& y) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.pow(y);
  else if (__builtin_is_constant_evaluated()) return constant::pow(x, y);
  else return platform::pow(x, y);
}

/// x^n for an integer n by repeated squaring; at run time the error grows like |n| / 2 ulp.
/// domain  all x; ipow(x, 0) = 1; for n < 0 the reciprocal of x^-n, so it is 0 where x^-n overflows
template <class Number>
constexpr Number ipow(Number const& x, int n) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.ipow(n);
  else if (__builtin_is_constant_evaluated()) return constant::ipow(x, n);
  else return repeated_squares(x, n);
}

}  // namespace typegrad::math

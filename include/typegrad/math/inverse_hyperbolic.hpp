#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/logarithm.hpp>
#include <typegrad/math/platform.hpp>
#include <typegrad/math/root.hpp>

#include <type_traits>

namespace typegrad::math {

namespace constant {

/// arsinh x = ln(1 + x + x^2 / (1 + sqrt(1 + x^2))) in double_double, below 0.51 ulp.
constexpr double asinh(double x) {
  double const a = magnitude(x);
  if (x != x || a < 0x1p-28 || a == infinity) return x;
  if (a > 0x1p30) return with_sign((log(double_double(a)) + ln2).value(), x);
  double_double const square = two_product(a, a);
  double_double const l = log1p(square / (sqrt(square + 1.0) + 1.0) + a);
  return with_sign(l.value(), x);
}
constexpr float asinh(float x) { return to_float(asinh(static_cast<double>(x))); }

/// arcosh x = ln(1 + t + sqrt(t (t + 2))) with t = x - 1 in double_double, below 0.51 ulp.
constexpr double acosh(double x) {
  if (x != x || x == infinity) return x;
  if (x < 1.0) return not_a_number;
  if (x == 1.0) return 0.0;
  if (x > 0x1p30) return (log(double_double(x)) + ln2).value();
  double_double const t = two_sum(x, -1.0);
  return log1p(sqrt(t * (t + 2.0)) + t).value();
}
constexpr float acosh(float x) { return to_float(acosh(static_cast<double>(x))); }

/// artanh x = ln(1 + 2x / (1 - x)) / 2 in double_double, below 0.51 ulp.
constexpr double atanh(double x) {
  double const a = magnitude(x);
  if (x != x || a < 0x1p-28) return x;
  if (a > 1.0) return not_a_number;
  if (a == 1.0) return with_sign(infinity, x);
  double_double const l = log1p(double_double(2.0 * a) / two_sum(1.0, -a));
  return with_sign(0.5 * l.value(), x);
}
constexpr float atanh(float x) { return to_float(atanh(static_cast<double>(x))); }

}  // namespace constant

/// Inverse hyperbolic sine of x.
/// domain  all x; asinh(-0) = -0, asinh(+-inf) = +-inf
/// source  DLMF 4.37
template <class Number>
constexpr Number asinh(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.asinh();
  else if (__builtin_is_constant_evaluated()) return constant::asinh(x);
  else return platform::asinh(x);
}

/// Inverse hyperbolic cosine of x.
/// domain  x >= 1, else NaN; acosh(1) = +0, acosh(inf) = inf
/// source  DLMF 4.37
template <class Number>
constexpr Number acosh(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.acosh();
  else if (__builtin_is_constant_evaluated()) return constant::acosh(x);
  else return platform::acosh(x);
}

/// Inverse hyperbolic tangent of x.
/// domain  |x| <= 1, else NaN; atanh(-0) = -0, atanh(+-1) = +-inf
/// source  DLMF 4.37
template <class Number>
constexpr Number atanh(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.atanh();
  else if (__builtin_is_constant_evaluated()) return constant::atanh(x);
  else return platform::atanh(x);
}

}  // namespace typegrad::math

#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/exponential.hpp>
#include <typegrad/math/platform.hpp>

#include <type_traits>

namespace typegrad::math {

namespace constant {

/// sinh x = (E + E / (1 + E)) / 2 with E = e^x - 1 in double_double, below 0.51 ulp.
constexpr double sinh(double x) {
  double const a = magnitude(x);
  if (x != x || a < 0x1p-28 || a == infinity) return x;
  if (a > 711.0) return with_sign(infinity, x);
  if (a > 40.0) {
    reduced_exponential const e = reduce_exp(a);
    return with_sign(scaled((e.fraction + 1.0).value(), e.exponent - 1), x);
  }
  double_double const e = expm1(double_double(a));
  return with_sign(0.5 * (e + e / (e + 1.0)).value(), x);
}
constexpr float sinh(float x) { return to_float(sinh(static_cast<double>(x))); }

/// cosh x = (e^x + e^-x) / 2 in double_double, below 0.51 ulp.
constexpr double cosh(double x) {
  double const a = magnitude(x);
  if (x != x) return x;
  if (a > 711.0) return infinity;
  if (a > 40.0) {
    reduced_exponential const e = reduce_exp(a);
    return scaled((e.fraction + 1.0).value(), e.exponent - 1);
  }
  double_double const e = expm1(double_double(a)) + 1.0;
  return 0.5 * (e + 1.0 / e).value();
}
constexpr float cosh(float x) { return to_float(cosh(static_cast<double>(x))); }

/// tanh x = E / (E + 2) with E = e^2x - 1 in double_double, below 0.51 ulp.
constexpr double tanh(double x) {
  double const a = magnitude(x);
  if (x != x || a < 0x1p-28) return x;
  if (a > 20.0) return with_sign(1.0, x);
  double_double const e = expm1(double_double(2.0 * a));
  return with_sign((e / (e + 2.0)).value(), x);
}
constexpr float tanh(float x) { return to_float(tanh(static_cast<double>(x))); }

}  // namespace constant

/// Hyperbolic sine of x.
/// domain  all x; sinh(-0) = -0, sinh(+-inf) = +-inf
/// source  DLMF 4.28
template <class Number>
constexpr Number sinh(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.sinh();
  else if (__builtin_is_constant_evaluated()) return constant::sinh(x);
  else return platform::sinh(x);
}

/// Hyperbolic cosine of x.
/// domain  all x; cosh(+-inf) = inf
/// source  DLMF 4.28
template <class Number>
constexpr Number cosh(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.cosh();
  else if (__builtin_is_constant_evaluated()) return constant::cosh(x);
  else return platform::cosh(x);
}

/// Hyperbolic tangent of x.
/// domain  all x; tanh(-0) = -0, tanh(+-inf) = +-1
/// source  DLMF 4.28
template <class Number>
constexpr Number tanh(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.tanh();
  else if (__builtin_is_constant_evaluated()) return constant::tanh(x);
  else return platform::tanh(x);
}

}  // namespace typegrad::math

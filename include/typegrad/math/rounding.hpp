#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/binary64.hpp>
#include <typegrad/math/platform.hpp>

#include <cstdint>
#include <type_traits>

namespace typegrad::math {

namespace constant {

/// x without its fraction; exact. Signed zeros, infinities and NaN stay.
constexpr double trunc(double x) {
  if (!(magnitude(x) < 0x1p52)) return x;
  return with_sign(static_cast<double>(static_cast<std::int64_t>(x)), x);
}
constexpr float trunc(float x) { return static_cast<float>(trunc(static_cast<double>(x))); }

/// The largest integer not above x; exact. Signed zeros, infinities and NaN stay.
constexpr double floor(double x) {
  double const t = trunc(x);
  return x < t ? t - 1.0 : t;
}
constexpr float floor(float x) { return static_cast<float>(floor(static_cast<double>(x))); }

/// The smallest integer not below x; exact, and -0 for -1 < x < 0.
constexpr double ceil(double x) { return -floor(-x); }
constexpr float ceil(float x) { return static_cast<float>(ceil(static_cast<double>(x))); }

/// The nearest integer, halves away from zero; exact, and -0 for -0.5 < x < 0.
constexpr double(round)(double x) {
  if (!(magnitude(x) < 0x1p52)) return x;
  double const t = magnitude(trunc(x));
  return with_sign(magnitude(x) - t >= 0.5 ? t + 1.0 : t, x);
}
constexpr float(round)(float x) { return static_cast<float>((round)(static_cast<double>(x))); }

/// The nearest integer, halves to the even one; exact. Signed zeros, infinities and NaN stay.
constexpr double rint(double x) {
  double const size = magnitude(x);
  if (!(size < 0x1p52)) return x;
  return with_sign(size + 0x1p52 - 0x1p52, x);
}
constexpr float rint(float x) { return static_cast<float>(rint(static_cast<double>(x))); }

}  // namespace constant

/// The largest integer not above x; exact.
template <class Number>
constexpr Number floor(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.floor();
  else if (__builtin_is_constant_evaluated()) return constant::floor(x);
  else return platform::floor(x);
}

/// The smallest integer not below x; exact.
template <class Number>
constexpr Number ceil(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.ceil();
  else if (__builtin_is_constant_evaluated()) return constant::ceil(x);
  else return platform::ceil(x);
}

/// x without its fraction; exact.
template <class Number>
constexpr Number trunc(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.trunc();
  else if (__builtin_is_constant_evaluated()) return constant::trunc(x);
  else return platform::trunc(x);
}

/// The nearest integer, halves to the even one; exact.
template <class Number>
constexpr Number rint(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.rint();
  else if (__builtin_is_constant_evaluated()) return constant::rint(x);
  else return platform::rint(x);
}

/// The nearest integer, halves away from zero as in C (NumPy rounds them to even); exact.
template <class Number>
constexpr Number(round)(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return (x.round)();
  else if (__builtin_is_constant_evaluated()) return (constant::round)(x);
  else return (platform::round)(x);
}

}  // namespace typegrad::math

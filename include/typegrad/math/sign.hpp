#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/binary64.hpp>
#include <typegrad/math/platform.hpp>
#include <typegrad/math/wrapping.hpp>

#include <type_traits>

namespace typegrad::math {

namespace constant {

/// |x|, sign bit cleared; exact.
constexpr double(abs)(double x) { return magnitude(x); }
constexpr float(abs)(float x) { return static_cast<float>(magnitude(static_cast<double>(x))); }

/// The magnitude of x with the sign of s, NaNs and zeros included; exact.
constexpr double copysign(double x, double s) { return with_sign(x, s); }
constexpr float copysign(float x, float s) {
  return static_cast<float>(with_sign(static_cast<double>(x), static_cast<double>(s)));
}

}  // namespace constant

/// |x|, without a branch. For integers too (the most negative one stays, as in NumPy).
/// domain  all x; abs(-0) = +0, abs(-inf) = inf, NaN stays
template <class Number>
constexpr Number(abs)(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return (x.abs)();
  else if constexpr (wraps_around<Number>)
    return x < Number(0) ? wrapped_difference(Number(0), x) : x;
  else if constexpr (!std::is_floating_point_v<Number>) return x;
  else if (__builtin_is_constant_evaluated()) return (constant::abs)(x);
  else return platform::fabs(x);
}

/// 1 for x > 0, -1 for x < 0, else x itself, as two selects. For integers too.
/// domain  all x; zeros keep their sign, NaN stays
template <class Number>
constexpr Number sign(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) {
    return x.sign();
  } else {
    Number const positive_or_x = x > Number(0) ? Number(1) : x;
    return x < Number(0) ? static_cast<Number>(-1) : positive_or_x;
  }
}

/// The magnitude of x with the sign of s; exact.
/// domain  all x, s; signs of zeros and NaNs count
template <class Number>
constexpr Number copysign(Number const& x, Number const& s) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.copysign(s);
  else if (__builtin_is_constant_evaluated()) return constant::copysign(x, s);
  else return platform::copysign(x, s);
}

}  // namespace typegrad::math

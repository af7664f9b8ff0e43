#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/angle.hpp>
#include <typegrad/math/exponential.hpp>
#include <typegrad/math/platform.hpp>

#include <type_traits>

namespace typegrad::math {

namespace constant {

/// sin r, relative error below 2^-59: Taylor (DLMF 4.19.1), r - r^3 / 6 in double_double.
/// domain  |r| <= pi / 4
constexpr double_double sin_reduced(double_double r) {
  double_double const square = r * r;
  double const z = square.hi;
  double const tail =
      1.0 / 120 +
      z * (-1.0 / 5040 +
           z * (1.0 / 362880 + z * (-1.0 / 39916800 +
                                    z * (1.0 / 6227020800 + z * (-1.0 / 1307674368000 +
                                                                 z * (1.0 / 355687428096000))))));
  return (square * (z * tail - inverse_factorial[3]) + 1.0) * r;
}

/// cos r, relative error below 2^-57: Taylor (DLMF 4.19.2), 1 - r^2 / 2 in double_double.
/// domain  |r| <= pi / 4
constexpr double_double cos_reduced(double_double r) {
  double_double const square = r * r;
  double const z = square.hi;
  double const tail =
      1.0 / 24 + z * (-1.0 / 720 +
                      z * (1.0 / 40320 +
                           z * (-1.0 / 3628800 +
                                z * (1.0 / 479001600 + z * (-1.0 / 87178291200 +
                                                            z * (1.0 / 20922789888000 -
                                                                 z * (1.0 / 6402373705728000)))))));
  return square * two_sum(-0.5, z * tail) + 1.0;
}

/// sin x, below 0.55 ulp for every double: exact reduction up to 2^1024.
constexpr double sin(double x) {
  if (x != x || magnitude(x) < 0x1p-27) return x;
  if (magnitude(x) == infinity) return not_a_number;
  reduced_angle const a = reduce_angle(magnitude(x));
  double const s = (a.quadrant % 2 != 0 ? cos_reduced(a.rest) : sin_reduced(a.rest)).value();
  return (a.quadrant >= 2) != (x < 0) ? -s : s;
}
constexpr float sin(float x) { return to_float(sin(static_cast<double>(x))); }

/// cos x, below 0.55 ulp for every double: exact reduction up to 2^1024.
constexpr double cos(double x) {
  if (x != x) return x;
  if (magnitude(x) == infinity) return not_a_number;
  reduced_angle const a = reduce_angle(magnitude(x));
  double const c = (a.quadrant % 2 != 0 ? sin_reduced(a.rest) : cos_reduced(a.rest)).value();
  return a.quadrant == 1 || a.quadrant == 2 ? -c : c;
}
constexpr float cos(float x) { return to_float(cos(static_cast<double>(x))); }

/// tan x = sin x / cos x in double_double, below 0.6 ulp for every double.
constexpr double tan(double x) {
  if (x != x || magnitude(x) < 0x1p-27) return x;
  if (magnitude(x) == infinity) return not_a_number;
  reduced_angle const a = reduce_angle(magnitude(x));
  double_double const s = sin_reduced(a.rest);
  double_double const c = cos_reduced(a.rest);
  double const t = (a.quadrant % 2 != 0 ? -(c / s) : s / c).value();
  return x < 0 ? -t : t;
}
constexpr float tan(float x) { return to_float(tan(static_cast<double>(x))); }

}  // namespace constant

/// Sine of x.
/// units   radians
/// domain  all finite x; sin(-0) = -0, sin(+-inf) = NaN
/// source  DLMF 4.14
template <class Number>
constexpr Number sin(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.sin();
  else if (__builtin_is_constant_evaluated()) return constant::sin(x);
  else return platform::sin(x);
}

/// Cosine of x.
/// units   radians
/// domain  all finite x; cos(+-inf) = NaN
/// source  DLMF 4.14
template <class Number>
constexpr Number cos(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.cos();
  else if (__builtin_is_constant_evaluated()) return constant::cos(x);
  else return platform::cos(x);
}

/// Tangent of x.
/// units   radians
/// domain  all finite x (no double is a pole); tan(-0) = -0, tan(+-inf) = NaN
/// source  DLMF 4.14
template <class Number>
constexpr Number tan(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.tan();
  else if (__builtin_is_constant_evaluated()) return constant::tan(x);
  else return platform::tan(x);
}

}  // namespace typegrad::math

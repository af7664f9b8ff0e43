#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/platform.hpp>
#include <typegrad/math/root.hpp>
#include <typegrad/math/trigonometric.hpp>

#include <type_traits>

namespace typegrad::math {

namespace constant {

/// The angle of the point (x, y) in its octant, relative error about 2^-57.
/// A guess a of 25 bits from a polynomial, then one Newton step: rotating the point back by a
/// leaves the angle z with tan z = (y cos a - x sin a) / (x cos a + y sin a).
/// domain  0 <= y <= x, 0.5 < x < 4, y > 2^-70 or zero
constexpr double_double octant_angle(double_double y, double_double x) {
  // arctan(t) / t on [0, 1] in t^2: the first 9 Chebyshev terms, relative error 2^-25.9
  double const t = y.hi / x.hi;
  double const w = t * t;
  double const a =
      t *
      (0x1.ffffff78a530ap-1 +
       w * (-0x1.5554a273f02b9p-2 +
            w * (0x1.9972313ad69bbp-3 +
                 w * (-0x1.22de5f7559177p-3 +
                      w * (0x1.b3ae735de3adfp-4 +
                           w * (-0x1.3303712795f7dp-4 +
                                w * (0x1.5ce0afa8a4795p-5 +
                                     w * (-0x1.0639f6a501af6p-6 + w * 0x1.73776af466f5ep-9))))))));
  double_double const s = sin_reduced(a);
  double_double const c = cos_reduced(a);
  double_double const z = (y * c - x * s) / (x * c + y * s);
  return z + a;
}

/// The angle of (x, y) in [0, pi], for a point in the upper half plane.
/// domain  y >= 0, the larger of y and |x| in (0.5, 4), the other one above 2^-70 or zero
constexpr double_double upper_angle(double_double y, double_double x) {
  double_double const across = x.hi < 0 ? -x : x;
  double_double const acute =
      y.hi > across.hi ? half_pi - octant_angle(across, y) : octant_angle(y, across);
  return x.hi < 0 ? pi - acute : acute;
}

/// arctan(y / x) in the quadrant of (x, y), below 0.55 ulp (0.76 if subnormal).
constexpr double atan2(double y, double x) {
  if (x != x) return x;
  if (y != y) return y;
  double const v = magnitude(y);
  double const h = magnitude(x);
  bool const left = is_negative(x);
  if (!(v > 0)) return with_sign(left ? pi.hi : 0.0, y);
  if (!(h > 0)) return with_sign(half_pi.hi, y);
  if (v == infinity && h == infinity) return with_sign((left ? 3.0 : 1.0) * (pi.hi / 4.0), y);
  if (v == infinity) return with_sign(half_pi.hi, y);
  if (h == infinity) return with_sign(left ? pi.hi : 0.0, y);
  normal_form const n = normalized(v);
  normal_form const m = normalized(h);
  int const steep = n.exponent - m.exponent;
  if (steep > 64) return with_sign(half_pi.hi, y);
  if (steep < -64 && left) return with_sign(pi.hi, y);
  if (steep < -64) return with_sign(scaled(n.mantissa / m.mantissa, steep), y);
  double const up = scaled(n.mantissa, steep < 0 ? steep : 0);
  double const across = scaled(m.mantissa, steep > 0 ? -steep : 0);
  return with_sign(upper_angle(up, left ? -across : across).value(), y);
}
constexpr float atan2(float y, float x) {
  return to_float(atan2(static_cast<double>(y), static_cast<double>(x)));
}

/// arctan x, below 0.55 ulp.
constexpr double atan(double x) { return magnitude(x) < 0x1p-27 ? x : atan2(x, 1.0); }
constexpr float atan(float x) { return to_float(atan(static_cast<double>(x))); }

/// sqrt(1 - x^2), the other leg of the unit circle.
/// domain  |x| < 1
constexpr double_double unit_leg(double x) { return sqrt(two_sum(1.0, x) * two_sum(1.0, -x)); }

/// arcsin x, below 0.55 ulp.
constexpr double asin(double x) {
  if (x != x || magnitude(x) < 0x1p-27) return x;
  if (magnitude(x) > 1.0) return not_a_number;
  if (magnitude(x) == 1.0) return with_sign(half_pi.hi, x);
  return with_sign(upper_angle(magnitude(x), unit_leg(x)).value(), x);
}
constexpr float asin(float x) { return to_float(asin(static_cast<double>(x))); }

/// arccos x, below 0.55 ulp.
constexpr double acos(double x) {
  if (x != x) return x;
  if (magnitude(x) > 1.0) return not_a_number;
  if (magnitude(x) == 1.0) return x < 0 ? pi.hi : 0.0;
  if (magnitude(x) < 0x1p-60) return half_pi.hi;
  return upper_angle(unit_leg(x), x).value();
}
constexpr float acos(float x) { return to_float(acos(static_cast<double>(x))); }

}  // namespace constant

/// Arcsine of x.
/// units   radians, in [-pi/2, pi/2]
/// domain  |x| <= 1, else NaN; asin(-0) = -0
/// source  DLMF 4.23
template <class Number>
constexpr Number asin(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.asin();
  else if (__builtin_is_constant_evaluated()) return constant::asin(x);
  else return platform::asin(x);
}

/// Arccosine of x.
/// units   radians, in [0, pi]
/// domain  |x| <= 1, else NaN; acos(1) = +0
/// source  DLMF 4.23
template <class Number>
constexpr Number acos(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.acos();
  else if (__builtin_is_constant_evaluated()) return constant::acos(x);
  else return platform::acos(x);
}

/// Arctangent of x.
/// units   radians, in [-pi/2, pi/2]
/// domain  all x; atan(-0) = -0, atan(+-inf) = +-pi/2
/// source  DLMF 4.23
template <class Number>
constexpr Number atan(Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return x.atan();
  else if (__builtin_is_constant_evaluated()) return constant::atan(x);
  else return platform::atan(x);
}

/// The angle of the point (x, y): arctan(y / x) in its quadrant. A block is called as `y.atan2(x)`.
/// units   radians, in [-pi, pi]
/// domain  all; signs of zeros count: atan2(+-0, -0) = +-pi; atan2(+-inf, -inf) = +-3 pi/4
/// source  C17 F.10.1.4
template <class Number>
constexpr Number atan2(Number const& y, Number const& x) {
  if constexpr (!std::is_arithmetic_v<Number>) return y.atan2(x);
  else if (__builtin_is_constant_evaluated()) return constant::atan2(y, x);
  else return platform::atan2(y, x);
}

}  // namespace typegrad::math

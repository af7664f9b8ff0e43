// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_exponential.hpp>

namespace typegrad::vector_math {

/// Coefficients by tests/kernel/coefficients.py: (sinh x - x) / x^3 in x^2 for |x| <= 1.
template <class Number>
inline constexpr double sine_series[] = {
    0x1.5555555555556p-3,  0x1.1111111111040p-7,  0x1.a01a01a0318d3p-13, 0x1.71de3a4056daap-19,
    0x1.ae646b4cd4e38p-26, 0x1.6118dfb2fe615p-33, 0x1.b52ea7510497dp-41};
template <>
inline constexpr float sine_series<float>[] = {0x1.555556p-3f, 0x1.1110eap-7f, 0x1.a01c22p-13f,
                                               0x1.76771ep-19f};

/// tanh x for x >= 0 is 1 - 2 t / (1 + t) with t = e^-2x from 0.55 on, and x + x R(x^2) below, R a
/// quotient of polynomials.
///
/// domain    all x; odd, tanh(+-inf) = +-1
/// source    Cody and Waite 1980, "Software Manual for the Elementary Functions", chapter 13
template <class Vector>
TYPEGRAD_INLINE inline Vector tanh(Vector x) {
  using number_type = element_of<Vector>;
  constexpr number_type numerator[] = {number_type(-0.16134119023996228053e4),
                                       number_type(-0.99225929672236083313e2),
                                       number_type(-0.96437492777225469787e0)};
  constexpr number_type denominator[] = {number_type(0.48402357071988688686e4),
                                         number_type(0.22337720718962312926e4),
                                         number_type(0.11274474380534949335e3), number_type(1)};
  Vector const size = magnitude(x);
  Vector const square = size * size;
  Vector const t = take_exp_apart(-2 * size).quarter_of_exp();
  auto const far = size > number_type(0.55);
  Vector const above = far ? -2 * t : square * size * polynomial(square, numerator);
  Vector const below = far ? t + number_type(0.25) : polynomial(square, denominator);
  return with_sign_of(x, (far ? spread<Vector>(1) : size) + above / below);
}

/// sinh x is (e^x - e^-x) / 2 from 1 on, and a series below, where that cancels.
///
/// domain    all x; odd, sinh(+-inf) = +-inf
template <class Vector>
TYPEGRAD_INLINE inline Vector sinh(Vector x) {
  Vector const size = magnitude(x);
  Vector const quarter = take_exp_apart(size).quarter_of_exp();
  Vector const square = size * size;
  Vector const near = square * size * polynomial(square, sine_series<element_of<Vector>>) + size;
  Vector const far = 2 * quarter - element_of<Vector>(0.125) / quarter;
  return with_sign_of(x, size < 1 ? near : far);
}

/// cosh x = (e^x + e^-x) / 2.
///
/// domain    all x; cosh(+-inf) = inf
template <class Vector>
TYPEGRAD_INLINE inline Vector cosh(Vector x) {
  Vector const quarter = take_exp_apart(magnitude(x)).quarter_of_exp();
  return 2 * quarter + element_of<Vector>(0.125) / quarter;
}

}  // namespace typegrad::vector_math

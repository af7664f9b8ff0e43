// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/kernel/lane_instructions.hpp>

namespace typegrad::vector_math {

/// What the exponential of a type is made of. Coefficients by tests/kernel/coefficients.py: (e^r -
/// 1 - r) / r^2 for |r| <= ln(2) / 2 and (2^r - 1 - r ln 2) / r^2 for |r| <= 1/2, those of even and
/// of odd powers of r apart, so that two chains of half the length are computed side by side.
template <class Number>
struct exponential_constants;
template <>
struct exponential_constants<double> {
  static constexpr double inverse_ln2 = 0x1.71547652b82fep+0;
  static constexpr double ln2 = 0x1.62e42fefa39efp-1;
  static constexpr double ln2_high =
      0x1.62e42fefa3800p-1;  // 42 bits: times an exponent it is exact
  static constexpr double ln2_low = 0x1.ef35793c76730p-45;
  static constexpr double even[] = {0x1.000000000000bp-1, 0x1.55555555502a5p-5,
                                    0x1.6c16c1852a413p-10, 0x1.a01997cc5a612p-16,
                                    0x1.28af3c30572acp-22};
  static constexpr double odd[] = {0x1.555555555550fp-3, 0x1.1111111122b48p-7,
                                   0x1.a01a014497aa9p-13, 0x1.71deec6c1241dp-19,
                                   0x1.add757660e28dp-26};
  static constexpr double even_of_two[] = {0x1.ebfbdff82c5a5p-3, 0x1.3b2ab6fb9ffb0p-7,
                                           0x1.4309130f147dbp-13, 0x1.62bfc71c16d7ep-20,
                                           0x1.e61c1517c1f97p-28};
  static constexpr double odd_of_two[] = {0x1.c6b08d704a069p-5, 0x1.5d87fe78bb42dp-10,
                                          0x1.ffcbfbf15723fp-17, 0x1.b525fb6661ce7p-24,
                                          0x1.e849c89933911p-32};
  static constexpr double most = 1400;  // e^-most is 0 and e^most inf
  static constexpr double most_of_two = 2000;
  static constexpr double least_minus_one = -40;   // e^x - 1 is -1 below
  static constexpr double most_minus_one = 710.6;  // (e^x - 1) / 2 is inf above
  static constexpr double as_it_is = 0x1p-54;      // e^x - 1 is x below
};
template <>
struct exponential_constants<float> {
  static constexpr float inverse_ln2 = 0x1.715476p+0f;
  static constexpr float ln2 = 0x1.62e430p-1f;
  static constexpr float ln2_high = 0x1.62e400p-1f;
  static constexpr float ln2_low = 0x1.7f7d1cp-20f;
  static constexpr float even[] = {0x1.fffff8p-2f, 0x1.555b96p-5f, 0x1.68532cp-10f};
  static constexpr float odd[] = {0x1.55548ep-3f, 0x1.123bccp-7f};
  static constexpr float even_of_two[] = {0x1.ebfbd8p-3f, 0x1.3b30b2p-7f, 0x1.3f8e34p-13f};
  static constexpr float odd_of_two[] = {0x1.c6af84p-5f, 0x1.5f0654p-10f};
  static constexpr float most = 170;
  static constexpr float most_of_two = 250;
  static constexpr float least_minus_one = -20;
  static constexpr float most_minus_one = 89.6f;
  static constexpr float as_it_is = 0x1p-25f;
};

/// x = k ln 2 + rest + lower with |rest| <= ln(2) / 2.
template <class Vector>
struct reduced_exponent {
  Vector rest;
  Vector lower;
  shifted_integer<Vector> k;
};
/// source    Cody and Waite 1980, "Software Manual for the Elementary Functions", chapter 6
template <class Vector>
TYPEGRAD_INLINE inline reduced_exponent<Vector> reduce_exponent(Vector x) {
  using constants = exponential_constants<element_of<Vector>>;
  constexpr auto shifter = number_format<element_of<Vector>>::shifter;
  shifted_integer<Vector> const k = integer_of_shifted(x * constants::inverse_ln2 + shifter);
  Vector const near = x - k.value * constants::ln2_high;
  Vector const rest = near - k.value * constants::ln2_low;
  return {rest,
          (near - rest) - k.value * constants::ln2_low,
          {k.value, k.shifted}};  // a copy of k would go through memory
}

/// e^r - 1 - r for |r| <= ln(2) / 2.
template <class Vector>
TYPEGRAD_INLINE inline Vector above_tangent(Vector r) {
  using constants = exponential_constants<element_of<Vector>>;
  Vector const square = r * r;
  return square * (polynomial(square, constants::odd) * r + polynomial(square, constants::even));
}

/// e^x.
///
/// domain    all x; exp(-inf) = 0, exp(inf) = inf, subnormal results are rounded once
template <class Vector>
TYPEGRAD_INLINE inline Vector exp(Vector x) {
  constexpr auto most = exponential_constants<element_of<Vector>>::most;
  reduced_exponent<Vector> const e =
      reduce_exponent(smaller(larger(x, spread<Vector>(-most)), spread<Vector>(most)));
  return times_power_of_two((above_tangent(e.rest) + e.rest) + 1, e.k);
}

/// 2^x.
///
/// domain    all x; exp2(-inf) = 0, exp2(inf) = inf, exact for integers
template <class Vector>
TYPEGRAD_INLINE inline Vector exp2(Vector x) {
  using constants = exponential_constants<element_of<Vector>>;
  constexpr auto shifter = number_format<element_of<Vector>>::shifter;
  Vector const inside = smaller(larger(x, spread<Vector>(-constants::most_of_two)),
                                spread<Vector>(constants::most_of_two));
  shifted_integer<Vector> const k = integer_of_shifted(inside + shifter);
  Vector const r = inside - k.value;
  Vector const square = r * r;
  Vector const above = square * (polynomial(square, constants::odd_of_two) * r +
                                 polynomial(square, constants::even_of_two));
  return times_power_of_two((above + r * constants::ln2) + 1, k);
}

/// e^x in parts: e^x / 4 = power * (1 + rest + above). A quarter, because it is finite where sinh x
/// is.
template <class Vector>
struct exponential_parts {
  Vector power;
  Vector rest;
  Vector above;

  TYPEGRAD_INLINE Vector quarter_of_exp() const { return power * (rest + above) + power; }
  /// (e^x - 1) / 4: what rounding takes from the sum of its large terms is added again.
  TYPEGRAD_INLINE Vector quarter_of_expm1() const {
    Vector const whole = power - element_of<Vector>(0.25);
    Vector const sum = power * rest + whole;
    Vector const lost = power * rest + (whole - sum);
    return sum + (power * above + lost);
  }
};
/// domain    e^x - 1 rounds to -1 below the least x that is told from others, and e^x / 2 to inf
///           above the largest
template <class Vector>
TYPEGRAD_INLINE inline exponential_parts<Vector> take_exp_apart(Vector x) {
  using constants = exponential_constants<element_of<Vector>>;
  using format = number_format<element_of<Vector>>;
  constexpr word_of<Vector> quarter = format::one - (word_of<Vector>{2} << format::fraction_bits);
  reduced_exponent<Vector> const e =
      reduce_exponent(smaller(larger(x, spread<Vector>(constants::least_minus_one)),
                              spread<Vector>(constants::most_minus_one)));
  return {(Vector)((bits(e.k.shifted) << format::fraction_bits) + quarter), e.rest,
          above_tangent(e.rest) + e.lower};
}

/// e^x - 1 without cancellation near 0.
///
/// domain    all x; expm1(-0) = -0, expm1(-inf) = -1, expm1(inf) = inf
template <class Vector>
TYPEGRAD_INLINE inline Vector expm1(Vector x) {
  Vector const result = 4 * take_exp_apart(x).quarter_of_expm1();
  return magnitude(x) < exponential_constants<element_of<Vector>>::as_it_is ? x : result;
}

}  // namespace typegrad::vector_math

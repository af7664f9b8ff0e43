#pragma once
// SPDX-License-Identifier: BSL-1.0

namespace typegrad::math::constant {

/// An unevaluated sum hi + lo with |lo| <= ulp(hi) / 2: about 106 bits.
/// Operations have a relative error below 2^-100 where nothing overflows and no lower part
/// underflows.
/// source  T. J. Dekker, "A floating-point technique for extending the available precision" (1971);
///         D. E. Knuth, TAOCP 2, 4.2.2, theorem B.
struct double_double {
  double hi;
  double lo;

  constexpr double_double(double high, double low = 0.0) : hi(high), lo(low) {}

  /// The nearest double.
  constexpr double value() const { return hi + lo; }
};

/// a + b, exact.
constexpr double_double two_sum(double a, double b) {
  double const sum = a + b;
  double const part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a + b, exact.
/// domain  |a| >= |b| or a == 0
constexpr double_double quick_two_sum(double a, double b) {
  double const sum = a + b;
  return {sum, b - (sum - a)};
}

/// a * b, exact without a fused multiply-add (constant evaluation has none).
/// domain  |a|, |b| < 2^995 and a * b above 2^-960
constexpr double_double two_product(double a, double b) {
  double const product = a * b;
#ifdef __FP_FAST_FMA
  // At run time GCC fuses the products below and their sum is not exact: pow was 900 ulp off.
  if (!__builtin_is_constant_evaluated()) return {product, __builtin_fma(a, b, -product)};
#endif
  double const a_wide = a * 134217729.0;  // 2^27 + 1: Veltkamp's split into 26 + 26 bits
  double const b_wide = b * 134217729.0;
  double const a_hi = a_wide - (a_wide - a);
  double const b_hi = b_wide - (b_wide - b);
  double const a_lo = a - a_hi;
  double const b_lo = b - b_hi;
  return {product, ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo};
}

/// -a, exact.
constexpr double_double operator-(double_double a) { return {-a.hi, -a.lo}; }

/// a + b.
constexpr double_double operator+(double_double a, double_double b) {
  double_double const high = two_sum(a.hi, b.hi);
  double_double const low = two_sum(a.lo, b.lo);
  double_double const sum = quick_two_sum(high.hi, high.lo + low.hi);
  return quick_two_sum(sum.hi, sum.lo + low.lo);
}

/// a - b.
constexpr double_double operator-(double_double a, double_double b) { return a + -b; }

/// a * b.
constexpr double_double operator*(double_double a, double_double b) {
  double_double const product = two_product(a.hi, b.hi);
  return quick_two_sum(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

/// a / b.
/// domain  b != 0
constexpr double_double operator/(double_double a, double_double b) {
  double const quotient = a.hi / b.hi;
  double_double const rest = a - b * quotient;
  return quick_two_sum(quotient, rest.hi / b.hi);
}

/// a * s for a power of two s, exact.
constexpr double_double times_power_of_two(double_double a, double s) {
  return {a.hi * s, a.lo * s};
}

}  // namespace typegrad::math::constant

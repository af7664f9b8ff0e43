#pragma once
// SPDX-License-Identifier: BSL-1.0
//
// The parts of a double: sign, exponent, scaling by powers of two, rounding to float. Everything
// here is written for constant evaluation, where GCC accepts no operation that overflows and clang
// none whose result is NaN: infinities and NaNs are returned, never computed.

#include <bit>
#include <cstdint>
#include <limits>

namespace typegrad::math::constant {

/// Positive infinity, double.
inline constexpr double infinity = std::numeric_limits<double>::infinity();

/// A quiet NaN, double.
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The sign bit of a binary64 number; the 63 others are its magnitude.
inline constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

/// The 64 bits of x.
constexpr std::uint64_t bits_of(double x) { return std::bit_cast<std::uint64_t>(x); }

/// True if the sign bit is set: -0.0 and -NaN are negative.
constexpr bool is_negative(double x) { return (bits_of(x) & sign_bit) != 0; }

/// The magnitude of x with the sign of s; defined for every bit pattern.
constexpr double with_sign(double x, double s) {
  return std::bit_cast<double>((bits_of(x) & ~sign_bit) | (bits_of(s) & sign_bit));
}

/// |x| by clearing the sign bit.
constexpr double magnitude(double x) { return std::bit_cast<double>(bits_of(x) & ~sign_bit); }

/// 2^e, exact.
/// domain  -1022 <= e <= 1023
constexpr double power_of_two(int e) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(e + 1023) << 52);
}

/// x = mantissa * 2^exponent with 1 <= |mantissa| < 2.
struct normal_form {
  double mantissa;
  int exponent;
};

/// The normal form of x, exact, subnormals included.
/// domain  x finite and not zero
constexpr normal_form normalized(double x) {
  bool const tiny = magnitude(x) < 0x1p-1022;
  std::uint64_t const b = bits_of(tiny ? x * 0x1p54 : x);
  int const biased = static_cast<int>((b >> 52) & 0x7ff);
  std::uint64_t const one = std::uint64_t{1023} << 52;
  return {std::bit_cast<double>((b & ~(std::uint64_t{0x7ff} << 52)) | one),
          biased - 1023 - (tiny ? 54 : 0)};
}

/// x * 2^e, rounded once; infinity on overflow.
/// domain  x finite
constexpr double scaled(double x, int e) {
  if (!(magnitude(x) > 0)) return x;
  normal_form const n = normalized(x);
  int const exponent = n.exponent + e;
  if (exponent > 1023) return with_sign(infinity, x);
  if (exponent >= -1022) return n.mantissa * power_of_two(exponent);
  if (exponent < -1080) return with_sign(0.0, x);
  return n.mantissa * power_of_two(exponent + 100) * 0x1p-100;
}

/// x rounded to float, infinity on overflow: the plain cast is not a constant expression there.
constexpr float to_float(double x) {
  if (x != x) return std::numeric_limits<float>::quiet_NaN();
  if (magnitude(x) >= 0x1.ffffffp127) {
    float const top = std::numeric_limits<float>::infinity();
    return is_negative(x) ? -top : top;
  }
  return static_cast<float>(x);
}

}  // namespace typegrad::math::constant

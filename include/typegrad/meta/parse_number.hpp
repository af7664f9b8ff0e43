// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/meta/decimal.hpp>

namespace typegrad {

/// A numeric literal as it is written in C++, without suffix.
struct parsed_number {
  bool valid = true;
  bool integer = true;
  std::int64_t whole = 0;  ///< where it is an integer
  double real = 0;
};

/// numerator / denominator, rounded to the nearest double, ties to even.
constexpr double nearest_double(big_natural numerator, big_natural denominator) {
  int exponent = 0;  // 2^52 <= numerator / denominator < 2^53 after shifting
  denominator.shift_left(52);
  for (; numerator.compare(denominator) < 0; --exponent) numerator.shift_left(1);
  big_natural limit = denominator;
  limit.shift_left(1);
  for (; numerator.compare(limit) >= 0; ++exponent) {
    denominator.shift_left(1);
    limit.shift_left(1);
  }
  std::uint64_t mantissa = 0;
  big_natural unit = denominator;
  for (int bit = 52; bit >= 0; --bit) {
    // the denominator stands 52 places to the left: each bit doubles what is left in place of
    // halving it
    mantissa *= 2;
    if (numerator.compare(unit) >= 0) {
      numerator.subtract(unit);
      ++mantissa;
    }
    numerator.shift_left(1);
  }
  int const half = numerator.compare(unit);
  if (half > 0 || (half == 0 && mantissa % 2 == 1)) ++mantissa;
  if (mantissa == std::uint64_t{1} << 53) {
    mantissa /= 2;
    ++exponent;
  }
  auto const biased = static_cast<std::uint64_t>(exponent + 1075);
  return std::bit_cast<double>((biased << 52) | (mantissa & ((std::uint64_t{1} << 52) - 1)));
}

/// The value of a decimal literal: `42`, `1'000`, `0.5`, `.5`, `1e-3`.
///
/// errors    not valid: other bases, more than 19 digits, an integer above int64, magnitudes
///           outside [1e-290, 1e290]
constexpr parsed_number parse_number(char const* text, int length) {
  parsed_number result;
  std::uint64_t digits = 0;
  int count = 0;
  int scale = 0;
  bool point = false;
  int i = 0;
  if (length > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= 'z' && text[1] != 'e')
    result.valid = false;
  for (; i < length && text[i] != 'e' && text[i] != 'E'; ++i) {
    if (text[i] == '\'') continue;
    if (text[i] == '.') {
      point = true;
      result.integer = false;
      continue;
    }
    if (text[i] < '0' || text[i] > '9') {
      result.valid = false;
      return result;
    }
    digits = 10 * digits + static_cast<std::uint64_t>(text[i] - '0');
    if (digits != 0) ++count;
    if (point) --scale;
  }
  if (i < length) {
    result.integer = false;
    bool const negative = text[++i] == '-';
    if (text[i] == '-' || text[i] == '+') ++i;
    int exponent = 0;
    for (; i < length; ++i)
      if (text[i] != '\'') exponent = exponent < 1000 ? 10 * exponent + (text[i] - '0') : exponent;
    scale += negative ? -exponent : exponent;
  }
  if (count > 19) result.valid = false;
  if (result.integer) {
    if (digits > static_cast<std::uint64_t>(INT64_MAX)) result.valid = false;
    result.whole = static_cast<std::int64_t>(digits);
    result.real = static_cast<double>(digits);
    return result;
  }
  if (digits == 0) return result;
  if (count + scale > 290 || count + scale < -290) result.valid = false;
  if (!result.valid) return result;
  big_natural numerator;
  big_natural denominator;
  numerator.limb[0] = static_cast<std::uint32_t>(digits);
  numerator.limb[1] = static_cast<std::uint32_t>(digits >> 32);
  denominator.limb[0] = 1;
  for (; scale > 0; --scale) numerator.multiply_add(10, 0);
  for (; scale < 0; ++scale) denominator.multiply_add(10, 0);
  result.real = nearest_double(numerator, denominator);
  return result;
}

}  // namespace typegrad

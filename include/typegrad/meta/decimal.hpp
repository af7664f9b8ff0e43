// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cstdint>

namespace typegrad {

/// A natural number below 2^1280, as much arithmetic as printing a double exactly takes.
struct big_natural {
  static constexpr int limbs = 40;
  std::uint32_t limb[limbs]{};

  constexpr void multiply_add(std::uint32_t factor, std::uint32_t carry) {
    std::uint64_t sum = carry;
    for (int i = 0; i < limbs; ++i) {
      sum += std::uint64_t{limb[i]} * factor;
      limb[i] = static_cast<std::uint32_t>(sum);
      sum >>= 32;
    }
  }
  constexpr void shift_left(int bits) {
    for (; bits >= 31; bits -= 31) multiply_add(std::uint32_t{1} << 31, 0);
    multiply_add(std::uint32_t{1} << bits, 0);
  }
  constexpr void add(big_natural const& other) {
    std::uint64_t sum = 0;
    for (int i = 0; i < limbs; ++i) {
      sum += std::uint64_t{limb[i]} + other.limb[i];
      limb[i] = static_cast<std::uint32_t>(sum);
      sum >>= 32;
    }
  }
  constexpr void subtract(big_natural const& other) {
    std::int64_t sum = 0;
    for (int i = 0; i < limbs; ++i) {
      sum += std::int64_t{limb[i]} - other.limb[i];
      limb[i] = static_cast<std::uint32_t>(sum);
      sum >>= 32;
    }
  }
  /// Negative, zero or positive, as this number is below, equal to or above the other.
  constexpr int compare(big_natural const& other) const {
    for (int i = limbs - 1; i >= 0; --i)
      if (limb[i] != other.limb[i]) return limb[i] < other.limb[i] ? -1 : 1;
    return 0;
  }
};

/// A positive number as `0.d1 d2 d3 ... * 10^exponent`.
struct decimal {
  char digits[20]{};
  int count = 0;
  int exponent = 0;
};

/// The fewest digits that read back as the same number, in constant evaluation too (`std::to_chars`
/// is not).
///
/// `Real` is double or float; x is finite and positive.
///
/// source    Steele and White 1990, "How to print floating-point numbers accurately", (FPP)^2 with
///           fixed-up ends
template <class Real>
constexpr decimal shortest_decimal(Real x) {
  constexpr int fraction_bits = sizeof(Real) == 8 ? 52 : 23;
  constexpr int bias = sizeof(Real) == 8 ? 1075 : 150;
  std::uint64_t bits = 0;
  if constexpr (sizeof(Real) == 8) bits = std::bit_cast<std::uint64_t>(x);
  else bits = std::bit_cast<std::uint32_t>(x);
  std::uint64_t const hidden = std::uint64_t{1} << fraction_bits;
  std::uint64_t const fraction = bits & (hidden - 1);
  int const biased = static_cast<int>(bits >> fraction_bits);
  std::uint64_t const mantissa = biased == 0 ? fraction : fraction + hidden;
  int const exponent = (biased == 0 ? 1 : biased) - bias;
  bool const narrow_below = fraction == 0 && biased > 1;  // the neighbour below is half as far away
  bool const inclusive = mantissa % 2 == 0;

  // x = r / s; the numbers that read back as x lie between (r - below) / s and (r + above) / s
  big_natural r;
  big_natural s;
  big_natural above;
  r.limb[0] = static_cast<std::uint32_t>(mantissa);
  r.limb[1] = static_cast<std::uint32_t>(mantissa >> 32);
  s.limb[0] = above.limb[0] = 1;
  r.shift_left(1 + narrow_below + (exponent > 0 ? exponent : 0));
  s.shift_left(1 + narrow_below + (exponent < 0 ? -exponent : 0));
  if (exponent > 0) above.shift_left(exponent);
  big_natural below = above;
  if (narrow_below) above.shift_left(1);

  decimal result;
  auto const reaches_one = [&] {
    big_natural high = r;
    high.add(above);
    int const order = high.compare(s);
    return order > 0 || (order == 0 && inclusive);
  };
  while (reaches_one()) {
    s.multiply_add(10, 0);
    ++result.exponent;
  }
  for (;;) {
    big_natural tenfold = r;
    big_natural tenfold_above = above;
    tenfold.multiply_add(10, 0);
    tenfold_above.multiply_add(10, 0);
    tenfold_above.add(tenfold);
    int const order = tenfold_above.compare(s);
    if (order > 0 || (order == 0 && inclusive)) break;
    r = tenfold;
    above.multiply_add(10, 0);
    below.multiply_add(10, 0);
    --result.exponent;
  }
  for (;;) {
    r.multiply_add(10, 0);
    above.multiply_add(10, 0);
    below.multiply_add(10, 0);
    int digit = 0;
    for (; r.compare(s) >= 0; ++digit) r.subtract(s);
    int const low_order = r.compare(below);
    bool const low = low_order < 0 || (low_order == 0 && inclusive);
    bool const high = reaches_one();
    if (low || high) {
      big_natural twice = r;
      twice.add(r);
      int const half = twice.compare(s);
      if (high && (!low || half > 0 || (half == 0 && digit % 2 == 1))) ++digit;
      result.digits[result.count++] = static_cast<char>('0' + digit);
      return result;
    }
    result.digits[result.count++] = static_cast<char>('0' + digit);
  }
}

}  // namespace typegrad

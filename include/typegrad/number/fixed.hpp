// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/config.hpp>
#include <typegrad/number/number_functions.hpp>

#include <cstdint>
#include <limits>
#include <type_traits>

namespace typegrad {

/// A number with `Fraction` binary digits behind the point and 31 - `Fraction` before it, in 32
/// bits: for cores that have no arithmetic of floats.
///
/// The grid is 2^-Fraction wide. A constant, a product and a quotient are rounded to the nearest
/// number of it, ties upwards in products, away from zero in the others: at most half a grid off;
/// sums are exact. What does not fit is the nearest end of the range, as in CMSIS-DSP. Over zero
/// the quotient is an end of the range, 0 / 0 is 0.
///
///     using q16 = tg::fixed<16>;
///     using step = tg::program<decltype(tg::value_and_grad(loss)), tg::tensor<q16, 3>>;
template <int Fraction>
class fixed : public number_functions<fixed<Fraction>> {
  static_assert(Fraction >= 0 && Fraction < 31, "typegrad: fixed<Fraction>: from 0 to 30");
  using word = std::int32_t;
  using wide = std::int64_t;
  using limits = std::numeric_limits<word>;

 public:
  static constexpr int fraction = Fraction;

  fixed() = default;
  template <class Integer>
    requires std::is_integral_v<Integer>
  constexpr fixed(Integer x) : bits_(nearest_end(shifted(x))) {}
  template <class Real>
    requires std::is_floating_point_v<Real>
  constexpr fixed(Real x) : bits_(x != x ? 0 : rounded(x)) {}

  /// The number `bits` / 2^Fraction.
  static constexpr fixed from_bits(std::int32_t bits) {
    fixed x{};
    x.bits_ = bits;
    return x;
  }
  constexpr std::int32_t bits() const { return bits_; }

  template <class Real>
    requires std::is_floating_point_v<Real>
  constexpr explicit operator Real() const {
    return static_cast<Real>(bits_) / static_cast<Real>(one);
  }
  /// Truncated.
  template <class Integer>
    requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>)
  constexpr explicit operator Integer() const {
    return static_cast<Integer>(bits_ / one);
  }
  constexpr explicit operator bool() const { return bits_ != 0; }

  friend constexpr fixed operator+(fixed a, fixed b) {
    word sum = 0;
    return from_bits(!__builtin_add_overflow(a.bits_, b.bits_, &sum) ? sum : end_towards(a.bits_));
  }
  friend constexpr fixed operator-(fixed a, fixed b) {
    word difference = 0;
    return from_bits(!__builtin_sub_overflow(a.bits_, b.bits_, &difference) ? difference
                                                                            : end_towards(a.bits_));
  }
  friend constexpr fixed operator*(fixed a, fixed b) {
    return from_bits(product(a.bits_, b.bits_));
  }
  friend constexpr fixed operator/(fixed a, fixed b) {
    if (b.bits_ == 0) return from_bits(a.bits_ == 0 ? 0 : end_towards(a.bits_));
    wide const half = (b.bits_ < 0 ? -wide{b.bits_} : wide{b.bits_}) / 2;
    wide const scaled = wide{a.bits_} * one;
    return from_bits(nearest_end((scaled + (scaled < 0 ? -half : half)) / b.bits_));
  }
  friend constexpr fixed operator-(fixed a) { return fixed{} - a; }
  friend constexpr bool operator==(fixed a, fixed b) { return a.bits_ == b.bits_; }
  friend constexpr bool operator<(fixed a, fixed b) { return a.bits_ < b.bits_; }
  friend constexpr bool operator>(fixed a, fixed b) { return a.bits_ > b.bits_; }
  friend constexpr bool operator<=(fixed a, fixed b) { return a.bits_ <= b.bits_; }
  friend constexpr bool operator>=(fixed a, fixed b) { return a.bits_ >= b.bits_; }

  /// The square root, cut off to the grid; of a negative number 0.
  friend constexpr fixed sqrt(fixed x) {
    if (x.bits_ <= 0) return fixed{};
    auto left = static_cast<std::uint64_t>(wide{x.bits_} * one);
    std::uint64_t root = 0;
    for (std::uint64_t bit = std::uint64_t{1} << 60; bit != 0; bit >>= 2) {
      bool const fits = left >= root + bit;
      if (fits) left -= root + bit;
      root = (root >> 1) + (fits ? bit : 0);
    }
    return from_bits(static_cast<word>(root));
  }
  friend constexpr fixed floor(fixed x) {
    return from_bits(x.bits_ & ~(static_cast<word>(one) - 1));
  }

 private:
  static constexpr wide one = wide{1} << Fraction;

  // A function of its own where text counts: a Cortex-M0 takes 60 bytes for it.
#if defined(__OPTIMIZE_SIZE__)
  [[gnu::noinline]]
#endif
  static constexpr word product(word a, word b) {
    constexpr wide half = Fraction == 0 ? 0 : one / 2;
    return nearest_end((wide{a} * b + half) >> Fraction);
  }
  static constexpr word end_towards(word sign) {
    return sign < 0 ? (limits::min)() : (limits::max)();
  }
  static constexpr word nearest_end(wide x) {
    return x<(limits::min)() ? (limits::min)() : x>(limits::max)() ? (limits::max)()
                                                                   : static_cast<word>(x);
  }
  template <class Integer>
  static constexpr wide shifted(Integer x) {
    constexpr wide most = wide{1} << 32;
    if (x > Integer{} && static_cast<std::uint64_t>(x) > static_cast<std::uint64_t>(most))
      return most << 30;
    if constexpr (std::is_signed_v<Integer>)
      if (wide{x} < -most) return -(most << 30);
    return static_cast<wide>(x) * one;
  }
  /// The nearest number of the grid that fits. `x * one` may overflow, which is no constant.
  template <class Real>
  static constexpr word rounded(Real x) {
    constexpr Real end = static_cast<Real>((wide{1} << 31) / one);
    if (x >= end) return (limits::max)();
    if (x < -end) return (limits::min)();
    Real const half = static_cast<Real>(x < 0 ? -0.5 : 0.5);
    return nearest_end(static_cast<wide>(x * static_cast<Real>(one) + half));
  }

  word bits_;
};

}  // namespace typegrad

/// `min` is the smallest above zero, as of floats, and so is `epsilon`: neighbours are everywhere
/// as far apart. There is no infinity; `infinity()` is the end of the range, which a search for the
/// least may begin with.
template <int Fraction>
struct std::numeric_limits<typegrad::fixed<Fraction>> {
  using number = typegrad::fixed<Fraction>;
  static constexpr bool is_specialized = true;
  static constexpr bool is_signed = true;
  static constexpr bool is_integer = false;
  static constexpr bool is_exact = false;
  static constexpr bool has_infinity = false;
  static constexpr bool has_quiet_NaN = false;
  static constexpr bool has_signaling_NaN = false;
  static constexpr bool is_bounded = true;
  static constexpr bool is_modulo = false;
  static constexpr bool is_iec559 = false;
  static constexpr bool traps = false;
  static constexpr bool tinyness_before = false;
  static constexpr std::float_round_style round_style = std::round_to_nearest;
  static constexpr int radix = 2;
  static constexpr int digits = 31;
  static constexpr int digits10 = 9;
  static constexpr int max_digits10 = 11;
  static constexpr int min_exponent = 1 - Fraction;
  static constexpr int max_exponent = 31 - Fraction;

  static constexpr number(min)() { return number::from_bits(1); }
  static constexpr number(max)() { return number::from_bits((ends::max)()); }
  static constexpr number lowest() { return number::from_bits((ends::min)()); }
  static constexpr number epsilon() { return number::from_bits(1); }
  static constexpr number round_error() { return number(0.5); }
  static constexpr number denorm_min() { return number::from_bits(1); }
  static constexpr number infinity() { return (max)(); }
  static constexpr number quiet_NaN() { return number{}; }
  static constexpr number signaling_NaN() { return number{}; }

 private:
  using ends = std::numeric_limits<std::int32_t>;
};

#include <typegrad/pop_macros.hpp>

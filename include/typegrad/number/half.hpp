// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/config.hpp>
#include <typegrad/math/math.hpp>
#include <typegrad/number/number_functions.hpp>

#include <bit>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace typegrad {

/// IEEE 754's binary16, 11 binary digits from 2^-24 to 65504, on every core: `_Float16` where core
/// and compiler compute with it, as a Cortex-M55 and clang do; elsewhere 16 bits in memory, and
/// arithmetic of float, each result rounded to 11 digits.
///
/// Both give the same bits for + - * / and sqrt: float has more than twice the digits and two, so
/// nothing is rounded wrongly twice. Other functions are float's, rounded.
///
/// source    Figueroa 1995, "When is double rounding innocuous?"
class half : public number_functions<half> {
 public:
  half() = default;
  template <class Real>
    requires std::is_arithmetic_v<Real>
  constexpr half(Real x) : bits_(rounded(static_cast<float>(x))) {}

  /// The number with this encoding.
  static constexpr half from_bits(std::uint16_t bits) {
    half x{};
    x.bits_ = bits;
    return x;
  }
  constexpr std::uint16_t bits() const { return bits_; }

  template <class Real>
    requires(std::is_arithmetic_v<Real> && !std::is_same_v<Real, bool>)
  constexpr explicit operator Real() const {
    return static_cast<Real>(value());
  }
  constexpr explicit operator bool() const { return value() != 0; }

  friend constexpr half operator+(half a, half b) {
    return __builtin_is_constant_evaluated() ? half(a.value() + b.value())
                                             : from_machine(a.machine() + b.machine());
  }
  friend constexpr half operator-(half a, half b) {
    return __builtin_is_constant_evaluated() ? half(a.value() - b.value())
                                             : from_machine(a.machine() - b.machine());
  }
  friend constexpr half operator*(half a, half b) {
    return __builtin_is_constant_evaluated() ? half(a.value() * b.value())
                                             : from_machine(a.machine() * b.machine());
  }
  friend constexpr half operator/(half a, half b) {
    return __builtin_is_constant_evaluated() ? half(a.value() / b.value())
                                             : from_machine(a.machine() / b.machine());
  }
  friend constexpr half operator-(half a) {
    return from_bits(static_cast<std::uint16_t>(a.bits_ ^ 0x8000u));
  }
  constexpr half(abs)() const { return from_bits(static_cast<std::uint16_t>(bits_ & 0x7fffu)); }
  constexpr half copysign(half s) const {
    return from_bits(static_cast<std::uint16_t>((bits_ & 0x7fffu) | (s.bits_ & 0x8000u)));
  }
  constexpr bool isinf() const { return (bits_ & 0x7fffu) == 0x7c00u; }
  constexpr bool isfinite() const { return (bits_ & 0x7c00u) != 0x7c00u; }
  friend constexpr bool operator==(half a, half b) { return a.value() == b.value(); }
  friend constexpr bool operator<(half a, half b) { return a.value() < b.value(); }
  friend constexpr bool operator>(half a, half b) { return a.value() > b.value(); }
  friend constexpr bool operator<=(half a, half b) { return a.value() <= b.value(); }
  friend constexpr bool operator>=(half a, half b) { return a.value() >= b.value(); }

  friend constexpr half sqrt(half x) { return half(math::sqrt(x.value())); }
  friend constexpr half cbrt(half x) { return half(math::cbrt(x.value())); }
  friend constexpr half exp(half x) { return half(math::exp(x.value())); }
  friend constexpr half expm1(half x) { return half(math::expm1(x.value())); }
  friend constexpr half log(half x) { return half(math::log(x.value())); }
  friend constexpr half log1p(half x) { return half(math::log1p(x.value())); }
  friend constexpr half sin(half x) { return half(math::sin(x.value())); }
  friend constexpr half cos(half x) { return half(math::cos(x.value())); }
  friend constexpr half tan(half x) { return half(math::tan(x.value())); }
  friend constexpr half atan(half x) { return half(math::atan(x.value())); }
  friend constexpr half sinh(half x) { return half(math::sinh(x.value())); }
  friend constexpr half cosh(half x) { return half(math::cosh(x.value())); }
  friend constexpr half tanh(half x) { return half(math::tanh(x.value())); }
  friend constexpr half floor(half x) { return half(math::floor(x.value())); }
  friend constexpr half ceil(half x) { return half(math::ceil(x.value())); }
  friend constexpr half pow(half x, half y) { return half(math::pow(x.value(), y.value())); }
  friend constexpr half atan2(half x, half y) { return half(math::atan2(x.value(), y.value())); }
  friend constexpr half hypot(half x, half y) { return half(math::hypot(x.value(), y.value())); }

 private:
// What the core computes with. GCC has had `_Float16` in C++ for ARM since 13.
#if defined(__ARM_FEATURE_FP16_SCALAR_ARITHMETIC) && (defined(__clang__) || __GNUC__ >= 13)
  constexpr _Float16 machine() const { return std::bit_cast<_Float16>(bits_); }
  static constexpr half from_machine(_Float16 x) {
    return from_bits(std::bit_cast<std::uint16_t>(x));
  }
#else
  constexpr float machine() const { return value(); }
  static constexpr half from_machine(float x) { return half(x); }
#endif
  constexpr float value() const {
#if defined(__ARM_FP16_FORMAT_IEEE)
    if (!__builtin_is_constant_evaluated()) return static_cast<float>(std::bit_cast<__fp16>(bits_));
#endif
    std::uint32_t const sign = (bits_ & 0x8000u) << 16;
    std::uint32_t const rest = bits_ & 0x7fffu;
    if (rest < 0x400u)
      return std::bit_cast<float>(
          sign | std::bit_cast<std::uint32_t>(static_cast<float>(rest) * 0x1p-24f));
    return std::bit_cast<float>(sign | ((rest << 13) + (rest < 0x7c00u ? 112u << 23 : 224u << 23)));
  }
  /// The encoding of the nearest number, ties to even.
  static constexpr std::uint16_t rounded(float x) {
#if defined(__ARM_FP16_FORMAT_IEEE)
    if (!__builtin_is_constant_evaluated())
      return std::bit_cast<std::uint16_t>(static_cast<__fp16>(x));
#endif
    auto const bits = std::bit_cast<std::uint32_t>(x);
    std::uint32_t const sign = bits >> 16 & 0x8000u;
    std::uint32_t const rest = bits & 0x7fffffffu;
    std::uint32_t made = 0;
    if (rest > 0x7f800000u) made = 0x7e00u;        // NaN
    else if (rest >= 0x477ff000u) made = 0x7c00u;  // from 65520 on infinity
    else if (rest >= 0x38800000u) made = (rest - (112u << 23) + 0xfffu + (rest >> 13 & 1u)) >> 13;
    else  // multiples of 2^-24, which is what 0.5f has behind its last digit
      made = std::bit_cast<std::uint32_t>(std::bit_cast<float>(rest) + 0.5f) - 0x3f000000u;
    return static_cast<std::uint16_t>(sign | made);
  }

  std::uint16_t bits_;
};

}  // namespace typegrad

template <>
struct std::numeric_limits<typegrad::half> : std::numeric_limits<float> {
  static constexpr int digits = 11;
  static constexpr int digits10 = 3;
  static constexpr int max_digits10 = 5;
  static constexpr int min_exponent = -13;
  static constexpr int min_exponent10 = -4;
  static constexpr int max_exponent = 16;
  static constexpr int max_exponent10 = 4;
  static constexpr bool is_iec559 = true;

  static constexpr typegrad::half(min)() { return typegrad::half::from_bits(0x0400); }
  static constexpr typegrad::half(max)() { return typegrad::half::from_bits(0x7bff); }
  static constexpr typegrad::half lowest() { return typegrad::half::from_bits(0xfbff); }
  static constexpr typegrad::half epsilon() { return typegrad::half::from_bits(0x1400); }
  static constexpr typegrad::half round_error() { return typegrad::half::from_bits(0x3800); }
  static constexpr typegrad::half infinity() { return typegrad::half::from_bits(0x7c00); }
  static constexpr typegrad::half quiet_NaN() { return typegrad::half::from_bits(0x7e00); }
  static constexpr typegrad::half signaling_NaN() { return typegrad::half::from_bits(0x7d00); }
  static constexpr typegrad::half denorm_min() { return typegrad::half::from_bits(0x0001); }
};

#include <typegrad/pop_macros.hpp>

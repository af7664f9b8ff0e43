// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/constant_arithmetic.hpp>
#include <typegrad/math/error_function.hpp>
#include <typegrad/math/exponential.hpp>
#include <typegrad/math/select.hpp>
#include <typegrad/math/sign.hpp>

#include <limits>
#include <type_traits>

namespace typegrad::math {

/// x as a number, or in each lane of a block, rounded to its type.
template <class Number>
constexpr Number rounded(double x) {
  if constexpr (std::is_arithmetic_v<Number>) return static_cast<Number>(x);
  else return Number(static_cast<std::remove_cvref_t<decltype(Number{}[0])>>(x));
}
template <class Number>
constexpr bool has_long_fraction() {
  if constexpr (std::is_arithmetic_v<Number>) return std::numeric_limits<Number>::digits > 24;
  else return has_long_fraction<std::remove_cvref_t<decltype(Number{}[0])>>();
}

/// x with so few bits that its square is exact, for |x| <= 64 (16 in float).
template <class Number>
constexpr Number first_bits(Number const& x) {
  Number const shift = rounded<Number>(has_long_fraction<Number>() ? 0x1.8p32 : 0x1.8p15);
  return (x + shift) - shift;
}

/// e^(factor x^2) for a factor below 0 where the rounding of x^2 would cost digits: the square of
/// the first bits of x is exact, the rest is small and has a short series.
template <class Number>
constexpr Number exp_of_large_minus_square(Number const& x, Number const& factor) {
  Number const far = Number(64);
  Number const size = select((abs)(x) > far, far, (abs)(x));
  Number const head = first_bits(size);
  Number const rest = -factor * ((size - head) * (size + head));
  Number const one = Number(1);
  Number const tail = rounded<Number>(1.0 / 3) - rounded<Number>(1.0 / 12) * rest;
  Number const power = exp(factor * (head * head));
  return power - power * (rest * (one - Number(0.5) * rest * (one - rest * tail)));
}

/// A call where it stands, as one of exp would be: programs do not grow by what is far out.
template <int Halves, class Number>
[[gnu::noinline]] constexpr Number exp_of_minus_square_of_number(Number x) {
  constexpr Number factor = Number(-0.5) * Number(Halves);
  if (__builtin_is_constant_evaluated() && !((abs)(x) < Number(64))) return x != x ? x : Number(0);
  Number const exponent = factor * x * x;
  return exponent < Number(-2) ? exp_of_large_minus_square(x, factor) : exp(exponent);
}

/// e^(-x^2 Halves / 2) within 3 ulp.
/// domain  all x; 0 at +-inf
template <int Halves, class Number>
constexpr Number exp_of_minus_square(Number const& x) {
  if constexpr (std::is_arithmetic_v<Number>) return exp_of_minus_square_of_number<Halves>(x);
  else return exp_of_large_minus_square(x, Number(-0.5) * Number(Halves));
}

/// What the rounding of t = -x / sqrt(2) takes from erfc(t): the lost part of t times the slope of
/// ln erfc, which lies between t + sqrt(t^2 + 4 / pi) and t + sqrt(t^2 + 2) (DLMF 7.8.3).
template <class Number>
[[gnu::noinline]] constexpr Number lost_by_rounding(Number x, Number t) {
  constexpr bool is_long = has_long_fraction<Number>();
  if (t > Number(30)) return Number(0);  // as erfc(t)
  // sqrt(1/2) as number and rest, and the first bits of the number
  constexpr Number root = rounded<Number>(is_long ? 0x1.6a09e667f3bcdp-1 : 0x1.6a09e6p-1);
  constexpr Number root_rest = rounded<Number>(is_long ? -0x1.bdd3413b26456p-55 : 0x1.9fcef3p-27);
  constexpr Number root_head = rounded<Number>(is_long ? 0x1.6a09e6p-1 : 0x1.6ap-1);
  Number const head = first_bits(x);
  Number const of_head = (head * root_head + t) + head * (root - root_head);
  return (of_head + ((x - head) * root + x * root_rest)) * (t + sqrt(t * t + Number(2)));
}

template <class Number>
constexpr Number normal_cdf_of_number(Number const& x) {
  if (__builtin_is_constant_evaluated() && x != x) return x;
  Number const t = -x * rounded<Number>(0x1.6a09e667f3bcdp-1);
  Number const value = erfc(t) * Number(0.5);
  return t > Number(1) ? value + value * lost_by_rounding(x, t) : value;
}

/// Phi(x) = erfc(-x / sqrt(2)) / 2, within 4 ulp: small values keep their digits.
/// domain  all x; 0 at -inf, 1 at inf
template <class Number>
constexpr Number normal_cdf(Number const& x) {
  if constexpr (std::is_arithmetic_v<Number>) return normal_cdf_of_number(x);
  else return x.each([](auto const& one) { return normal_cdf_of_number(one); });
}

}  // namespace typegrad::math

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/classify.hpp>
#include <typegrad/math/sign.hpp>

namespace typegrad::math {

/// Whether arithmetic of `Number` is that of IEEE 754.
template <class Number>
inline constexpr bool is_ieee = std::is_floating_point_v<Number>;

/// Whether x is no number, in a constant expression, where no arithmetic may be done with it.
template <class Number>
constexpr bool is_constant_nan([[maybe_unused]] Number const& x) {
  if constexpr (is_ieee<Number>) return __builtin_is_constant_evaluated() && x != x;
  else return false;
}

// Arithmetic in constant expressions, where compilers refuse a result that is no finite number: a
// program computes both sides of a branch, and what is not selected may be infinite there.
namespace constant {

template <class Number>
inline constexpr Number infinity_of = std::numeric_limits<Number>::infinity();
template <class Number>
inline constexpr Number nan_of = std::numeric_limits<Number>::quiet_NaN();
template <class Number>
inline constexpr Number largest = (std::numeric_limits<Number>::max)();
/// A power of two that halves the exponents of the largest numbers: what overflows is found by the
/// same rounding on smaller numbers.
template <class Number>
inline constexpr Number scale = [] {
  Number power = 1;
  for (int i = 0; i < std::numeric_limits<Number>::max_exponent / 2; ++i) power *= Number(0.5);
  return power;
}();
template <class Number>
inline constexpr Number largest_scaled_twice = largest<Number> * scale<Number> * scale<Number>;

template <class Number>
constexpr Number sum(Number a, Number b) {
  if (isnan(a) || isnan(b) || (isinf(a) && a == -b)) return nan_of<Number>;
  if (isinf(a)) return a;
  if (isinf(b)) return b;
  constexpr Number half = Number(0.5);
  if ((constant::abs)(a * half + b * half) > largest<Number> * half)
    return a < 0 ? -infinity_of<Number> : infinity_of<Number>;
  return a + b;
}

template <class Number>
constexpr Number product(Number a, Number b) {
  bool const infinite = isinf(a) || isinf(b);
  if (isnan(a) || isnan(b) || (infinite && (a == 0 || b == 0))) return nan_of<Number>;
  Number const x = (constant::abs)(a);
  Number const y = (constant::abs)(b);
  if (infinite ||
      (x > 1 && y > 1 && x * scale<Number> * (y * scale<Number>) > largest_scaled_twice<Number>))
    return (a < 0) == (b < 0) ? infinity_of<Number> : -infinity_of<Number>;
  return a * b;
}

template <class Number>
constexpr Number quotient(Number a, Number b) {
  if (isnan(a) || isnan(b) || (a == 0 && b == 0) || (isinf(a) && isinf(b))) return nan_of<Number>;
  Number const x = (constant::abs)(a);
  Number const y = (constant::abs)(b);
  if (isinf(a) || b == 0 ||
      (x > scale<Number> && y < 1 &&
       x * scale<Number> / (y / scale<Number>) > largest_scaled_twice<Number>))
    return copysign(infinity_of<Number>, copysign(Number(1), a) * copysign(Number(1), b));
  return a / b;
}

}  // namespace constant

}  // namespace typegrad::math

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/binary64.hpp>
#include <typegrad/op/weak_literal.hpp>
#include <typegrad/ops/mul.hpp>

namespace typegrad {

/// y = x * 2^exponent, element by element.
///
/// shape     x: S  ->  S
/// backward  dx = dy * 2^exponent
/// domain    all x
/// edge      what overflows is infinity, what underflows is rounded once more than by C's
/// source    C99, 7.12.6.6; NumPy, `numpy.ldexp`
template <Operand Value>
constexpr auto ldexp(Value const& x, int exponent) {
  // Twice, because 2^exponent itself may lie outside of the numbers.
  int const limited = exponent < -2044 ? -2044 : exponent > 2046 ? 2046 : exponent;
  int const half = limited / 2;
  return mul(mul(x, weak_literal(x, math::constant::power_of_two(half))),
             weak_literal(x, math::constant::power_of_two(limited - half)));
}

}  // namespace typegrad

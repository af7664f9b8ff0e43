// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/constant_beside.hpp>
#include <typegrad/op/weak_literal.hpp>
#include <typegrad/ops/greater.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// y = x for x > 0, else slope x, element by element. The slope may be a literal or an operand that
/// learns.
///
/// shape     x: S, slope: T  ->  the broadcast of S and T
/// backward  dx = dy where x > 0, else dy slope; dslope = dy x where x <= 0     reads x and the
///           slope
/// domain    all x
/// edge      at 0 the slope is the small one
/// source    DeZero, `leaky_relu`: slope 0.2
template <Operand Value, Operand Slope>
constexpr auto leaky_relu(Value const& x, Slope const& slope) {
  return where(greater(x, constant_beside<0>(x)), x, mul(weak_literal(x, slope), x));
}
template <Operand Value>
constexpr auto leaky_relu(Value const& x) {
  return leaky_relu(x, constant_beside<real_constant<std::bit_cast<word>(0.2)>>(x));
}

}  // namespace typegrad

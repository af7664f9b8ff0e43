// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/add.hpp>
#include <typegrad/ops/cast.hpp>
#include <typegrad/ops/diff.hpp>
#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sum.hpp>

namespace typegrad {

/// The sums of neighbours along the last axis.
template <Operand Value>
constexpr auto sums_of_neighbours(Value const& y) {
  return add(apply_encoded<ops::slice, typed_neighbours<-1, true>>(y),
             apply_encoded<ops::slice, typed_neighbours<-1, false>>(y));
}

/// r = the integral of y along its last axis by the trapezoidal rule, at places x, or one apart
/// from each other: `trapezoid(y, x)`, `trapezoid(y)`; `dx * trapezoid(y)`.
///
/// shape     y: (..., n), x: (n,) or (..., n)  ->  (...,)
/// backward  dy and dx by the rule itself
/// types     integers and masks become float64, before they are added up
/// domain    all y and x
/// edge      0 of fewer than two elements
/// errors    those of `diff` and of the product of the differences
/// source    NumPy, `numpy.trapezoid`
template <Operand Value>
constexpr auto trapezoid(Value const& y) {
  return sum<-1>(mul(0.5, sums_of_neighbours(as_real(y))));
}
template <Operand Value, Operand Places>
constexpr auto trapezoid(Value const& y, Places const& x) {
  return sum<-1>(mul(mul(0.5, sums_of_neighbours(as_real(y))), diff(as_real(x))));
}

}  // namespace typegrad

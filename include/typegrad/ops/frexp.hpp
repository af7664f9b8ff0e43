// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/math/classify.hpp>
#include <typegrad/ops/ldexp.hpp>

namespace typegrad {

/// A number whose value is there to be asked, such as a variable.
template <class Value>
concept HasItem = LibraryValue<Value> && requires(Value const& x) { x.item(); };

/// y, of which x = y * 2^exponent with 0.5 <= |y| < 1: C's `frexp` of a variable. Traced numbers
/// have no value yet that could give an exponent.
///
/// shape     a number  ->  a number, and the exponent as an int
/// backward  dx = dy / 2^exponent
/// domain    all x
/// edge      0, infinity and NaN have the exponent 0
/// source    NumPy, `numpy.frexp`
template <HasItem Value>
auto frexp(Value const& x, int* exponent) {
  *exponent = 0;
  auto const value = x.item();
  // Whatever a variable holds is a double number, too; <cmath> would take long to include.
  if (math::isfinite(value))
    static_cast<void>(__builtin_frexp(static_cast<double>(value), exponent));
  return ldexp(x, -*exponent);
}

}  // namespace typegrad

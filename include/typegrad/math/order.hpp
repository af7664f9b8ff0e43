#pragma once
// SPDX-License-Identifier: BSL-1.0

#include <typegrad/math/classify.hpp>
#include <typegrad/math/select.hpp>

#include <type_traits>

namespace typegrad::math {

/// The smaller of x and y as one select, `y < x ? y : x`. For integers too.
/// domain  all; equal operands (+0 and -0) and a NaN on either side give x, as in std::min
template <class Number>
constexpr Number(min)(Number const& x, Number const& y) {
  if constexpr (!std::is_arithmetic_v<Number>) return (x.min)(y);
  else return y < x ? y : x;
}

/// The larger of x and y as one select, `x < y ? y : x`. For integers too.
/// domain  all; equal operands (+0 and -0) and a NaN on either side give x, as in std::max
template <class Number>
constexpr Number(max)(Number const& x, Number const& y) {
  if constexpr (!std::is_arithmetic_v<Number>) return (x.max)(y);
  else return x < y ? y : x;
}

/// The larger of x and y; a NaN stands for a number that is missing.
/// domain  all; equal operands give x, NaN only where both are
template <class Number>
constexpr Number fmax(Number const& x, Number const& y) {
  return select(isnan(x), y, (max)(x, y));
}

/// The smaller of x and y; a NaN stands for a number that is missing.
/// domain  all; equal operands give x, NaN only where both are
template <class Number>
constexpr Number fmin(Number const& x, Number const& y) {
  return select(isnan(x), y, (min)(x, y));
}

}  // namespace typegrad::math

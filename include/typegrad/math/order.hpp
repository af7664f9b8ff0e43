#pragma once
// SPDX-License-Identifier: BSL-1.0

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

}  // namespace typegrad::math

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/clamp.hpp>
#include <typegrad/ops/isnan.hpp>
#include <typegrad/ops/where.hpp>

#include <limits>

namespace typegrad {

/// y = x, but 0 or another number in place of NaN, and the largest finite number, or its negative,
/// in place of an infinity: `nan_to_num(x)`, `nan_to_num(x, -1)`.
///
/// shape     x: S  ->  S
/// backward  dx = dy where x is finite, zero elsewhere
/// types     integers and masks stay what they are
/// domain    all x
/// edge      as above
/// source    NumPy, `numpy.nan_to_num`
template <Operand Value>
constexpr auto nan_to_num(Value const& x, double nan = 0) {
  if constexpr (is_refused<Value>) {
    return refused{};
  } else {
    using scalar = typename typed_operand<Value>::scalar;
    if constexpr (std::is_floating_point_v<scalar>) {
      constexpr scalar most = std::numeric_limits<scalar>::max();
      return where(isnan(x), static_cast<scalar>(nan), clamp(x, -most, most));
    } else {
      return x;
    }
  }
}

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/greater.hpp>
#include <typegrad/ops/where.hpp>

namespace typegrad {

/// y = x, but not below `low` and not above `high`, element by element: min(max(x, low), high).
///
/// shape     x: S, low: T, high: U  ->  the broadcast of S, T and U
/// backward  dx = dy on the closed interval [low, high], zero outside; the bounds get what x does
///           not
/// edge      at a bound all of dy is x's, where `max` and `min` would share it
/// domain    all x; NaN stays; `high` where low > high, as NumPy's clip
/// source    NumPy, `numpy.clip`
template <Operand Value, Operand Low, Operand High>
constexpr auto clamp(Value const& x, Low const& low, High const& high) {
  auto const raised = where(less(x, low), low, x);
  return where(less(high, raised), high, raised);
}

}  // namespace typegrad

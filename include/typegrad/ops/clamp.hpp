// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/maximum.hpp>
#include <typegrad/ops/minimum.hpp>

namespace typegrad {

/// y = x, but not below `low` and not above `high`, element by element: min(max(x, low), high).
///
/// shape     x: S, low: T, high: U  ->  the broadcast of S, T and U
/// backward  dx = dy on the closed interval [low, high], zero outside; the bounds get what x does
///           not
/// domain    all x; NaN stays; `high` where low > high, as NumPy's clip
template <Operand Value, Operand Low, Operand High>
constexpr applied<ops::minimum, applied<ops::maximum, Value, Low>, High> clamp(Value const& x,
                                                                               Low const& low,
                                                                               High const& high) {
  return (min)((max)(x, low), high);
}

}  // namespace typegrad

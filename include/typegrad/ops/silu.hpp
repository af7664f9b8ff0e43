// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/sigmoid.hpp>

namespace typegrad {

/// y = x sigmoid(x), element by element, also called swish.
///
/// shape     x: S  ->  S
/// backward  dx = dy (s + x s (1 - s)) with s = sigmoid(x), which is computed once for value and
///           gradient
/// domain    all finite x; NaN at -infinity. Below -708 (-87 in float) sigmoid(x) is subnormal and
///           has few digits left
/// edge      x at infinity
/// source    Elfwing, Uchibe and Doya 2018, "Sigmoid-weighted linear units"
template <Operand Value>
constexpr auto silu(Value const& x) {
  return mul(x, sigmoid(x));
}

}  // namespace typegrad

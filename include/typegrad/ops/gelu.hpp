// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/op/weak_literal.hpp>
#include <typegrad/ops/erfc.hpp>
#include <typegrad/ops/mul.hpp>

namespace typegrad {

/// y = x Phi(x), element by element, with Phi the standard normal distribution function: the exact form,
/// not the one with tanh. Phi is taken from erfc, which keeps its digits where it is small.
///
/// shape     x: S  ->  S
/// backward  dx = dy (Phi(x) + x phi(x)); Phi is computed once for value and gradient
/// domain    all finite x; NaN at -infinity
/// source    Hendrycks and Gimpel 2016, "Gaussian error linear units"
template <Operand X>
constexpr auto gelu(X const& x) {
  // 1 / sqrt(2) to 20 digits (OEIS A010503)
  auto const towards_tail = mul(x, weak_literal(x, -0.70710678118654752440));
  return mul(x, mul(weak_literal(x, 0.5), erfc(towards_tail)));
}

}  // namespace typegrad

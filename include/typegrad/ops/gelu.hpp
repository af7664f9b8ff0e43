// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/mul.hpp>
#include <typegrad/ops/normal_cdf.hpp>

namespace typegrad {

/// y = x Phi(x), element by element, with Phi = `normal_cdf`: the exact form, not the one with
/// tanh.
///
/// shape     x: S  ->  S
/// backward  dx = dy (Phi(x) + x phi(x)); Phi is computed once for value and gradient
/// domain    all finite x; NaN at -infinity; within 4 ulp, small values included
/// edge      x at infinity
/// source    Hendrycks and Gimpel 2016, "Gaussian error linear units"
template <Operand Value>
constexpr auto gelu(Value const& x) {
  return mul(x, normal_cdf(x));
}

}  // namespace typegrad

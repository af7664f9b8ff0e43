// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/exp.hpp>
#include <typegrad/ops/lgamma.hpp>
#include <typegrad/ops/sub.hpp>

namespace typegrad {

/// y = Gamma(a) Gamma(b) / Gamma(a + b), element by element: Euler's beta function.
///
/// shape     a: S, b: T  ->  the broadcast of S and T; integers become float64
/// backward  da = dy y (digamma(a) - digamma(a + b)), db likewise
/// domain    a, b > 0. The error grows with the logarithm: 1e-15 of it
/// source    DLMF 5.12.1
template <Operand Left, Operand Right>
constexpr auto beta(Left const& a, Right const& b) {
  return exp(lgamma(a) + lgamma(b) - lgamma(a + b));
}

}  // namespace typegrad

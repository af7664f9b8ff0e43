// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/add.hpp>
#include <typegrad/ops/matmul.hpp>

namespace typegrad {

/// y = x w + b, a fully connected layer.
///
/// shape     x: (n, i) or (i), w: (i, o), b: (o)  ->  (n, o) or (o)
/// backward  dx = dy w^T, dw = x^T dy, db = dy summed over the batch; reads x and w
/// domain    all x, w and b
/// edge      as `matmul` and `+`
/// source    DeZero, `linear`
template <Operand Value, Operand Weights, Operand Right>
constexpr auto linear(Value const& x, Weights const& w, Right const& b) {
  return matmul(x, w) + b;
}
/// y = x w, a fully connected layer without offset.
template <Operand Value, Operand Weights>
constexpr auto linear(Value const& x, Weights const& w) {
  return matmul(x, w);
}

}  // namespace typegrad

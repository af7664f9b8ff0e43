// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/sqrt.hpp>
#include <typegrad/ops/variance.hpp>

namespace typegrad {

/// y = gain * (x - mean) / sqrt(variance + epsilon) + offset, mean and variance being those of each
/// line, along the last axis.
///
/// shape     x: (..., n), gain, offset: (n)  ->  (..., n)
/// source    Ba, Kiros and Hinton 2016; PyTorch, `functional.layer_norm`
template <Operand Value, Operand Gain, Operand Offset>
constexpr auto layer_norm(Value const& x, Gain const& gain, Offset const& offset,
                          double epsilon = 1e-5) {
  if constexpr (Recordable<Value>) {
    auto const centred = x - mean(x, {-1}, true);
    return centred / sqrt(mean(centred * centred, {-1}, true) + epsilon) * gain + offset;
  } else {
    using number = typename typed_operand<Value>::scalar;
    auto const centred = x - mean<-1>(x, keepdims);
    auto const spread = mean<-1>(centred * centred, keepdims) + static_cast<number>(epsilon);
    return centred / sqrt(spread) * gain + offset;
  }
}

}  // namespace typegrad

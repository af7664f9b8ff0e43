// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/nn/normalize_along.hpp>

namespace typegrad {

/// y = gain * (x - mean) / sqrt(variance + epsilon) + offset, mean and variance being those of each
/// line, along the last axis.
///
/// shape     x: (..., n), gain, offset: (n)  ->  (..., n)
/// source    Ba, Kiros and Hinton 2016; PyTorch, `functional.layer_norm`
template <Operand Value, Operand Gain, Operand Offset>
constexpr auto layer_norm(Value const& x, Gain const& gain, Offset const& offset,
                          double epsilon = 1e-5) {
  return normalize_along<-1>(x, gain, offset, epsilon);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>

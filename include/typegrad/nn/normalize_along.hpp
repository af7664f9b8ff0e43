// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/ops/mean.hpp>
#include <typegrad/ops/sqrt.hpp>

namespace typegrad {

/// y = gain * (x - mean) / sqrt(variance + epsilon) + offset, mean and variance being those along
/// `Axis`: what `batch_norm` and `layer_norm` have in common.
///
/// shape     that of x; gain and offset are stretched to it
template <int Axis, Operand Value, Operand Gain, Operand Offset>
constexpr auto normalize_along(Value const& x, Gain const& gain, Offset const& offset,
                               double epsilon) {
  if constexpr (Recordable<Value>) {
    auto const centred = x - mean(x, {Axis}, true);
    return centred / sqrt(mean(centred * centred, {Axis}, true) + epsilon) * gain + offset;
  } else {
    using number = typename typed_operand<Value>::scalar;
    auto const centred = x - mean<Axis>(x, keepdims);
    auto const spread = mean<Axis>(centred * centred, keepdims) + static_cast<number>(epsilon);
    return centred / sqrt(spread) * gain + offset;
  }
}

}  // namespace typegrad

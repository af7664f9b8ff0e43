// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/nn/normalize_along.hpp>

namespace typegrad {

/// y = gain * (x - mean) / sqrt(variance + epsilon) + offset with mean and variance of the batch,
/// along the first axis: while learning.
///
/// shape     x: (n, S...), gain, offset: S  ->  (n, S...)
/// source    Ioffe and Szegedy 2015; PyTorch, `functional.batch_norm` with `training`
template <Operand Value, Operand Gain, Operand Offset>
constexpr auto batch_norm(Value const& x, Gain const& gain, Offset const& offset,
                          double epsilon = 1e-5) {
  return normalize_along<0>(x, gain, offset, epsilon);
}
/// The same with a mean and a variance that were counted while learning, see `moving_average`.
template <Operand Value, Operand Gain, Operand Offset, Operand Mean, Operand Variance>
constexpr auto batch_norm(Value const& x, Gain const& gain, Offset const& offset, Mean const& mean,
                          Variance const& variance, double epsilon = 1e-5) {
  if constexpr (Recordable<Value>) {
    return (x - mean) / sqrt(variance + epsilon) * gain + offset;
  } else {
    using number = typename typed_operand<Value>::scalar;
    return (x - mean) / sqrt(variance + static_cast<number>(epsilon)) * gain + offset;
  }
}

/// average += share * (value - average), in place: PyTorch's `momentum` of a batch norm. (PyTorch
/// takes the unbiased variance there: `variance<0>(x, ddof<1>)`.)
template <class Tensor>
constexpr void moving_average(Tensor& average, Tensor const& value, double share = 0.1) {
  using number = std::remove_cvref_t<decltype(*average.data())>;
  for (index_t i = 0; i < average.size(); ++i)
    average.data()[i] += static_cast<number>(share) * (value.data()[i] - average.data()[i]);
}

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>

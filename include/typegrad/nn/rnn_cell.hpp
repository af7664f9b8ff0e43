// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/ops/linear.hpp>
#include <typegrad/ops/tanh.hpp>

namespace typegrad {

/// One step of a recurrent network: tanh(x w_input + h w_state + offset).
///
/// The parameters are a struct of tensors, `rnn_parameters<float, 1, 16>`, or of `dynamic_tensor`
/// or `variable`, `{w_input, w_state, offset}`.
///
/// shape     x: (n, i), h: (n, s), w_input: (i, s), w_state: (s, s), offset: (s)  ->  (n, s)
/// source    Saito, "Deep Learning from Scratch 3", step 59; PyTorch, `nn.RNNCell` (its weights are
///           the transposes, it has two offsets)
template <class Parameters, Operand Value, Operand State>
constexpr auto rnn_cell(Parameters const& p, Value const& x, State const& h) {
  return tanh(matmul(x, p.w_input) + matmul(h, p.w_state) + p.offset);
}

/// The parameters of `rnn_cell`, of fixed extents.
template <class Number, index_t Inputs, index_t States>
struct rnn_parameters {
  tensor<Number, Inputs, States> w_input{};
  tensor<Number, States, States> w_state{};
  tensor<Number, States> offset{};
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/push_macros.hpp>

#include <typegrad/ops/linear.hpp>
#include <typegrad/ops/sigmoid.hpp>
#include <typegrad/ops/slice.hpp>
#include <typegrad/ops/tanh.hpp>

#include <utility>

namespace typegrad {

/// Part number `Which` of four of the columns of a.
template <int Which, Operand Value>
constexpr auto gate_of(Value const& a) {
  if constexpr (Recordable<Value>) {
    index_t const states = a.extents()[1] / 4;
    return slice_along(a, 1, Which * states, states);
  } else {
    constexpr index_t states = typed_operand<Value>::extents[1] / 4;
    return slice<whole_axis, range(Which * states, (Which + 1) * states)>(a);
  }
}

/// One step of an LSTM: with a = x w_input + h w_state + offset, whose columns are four parts i, f,
/// g, o, c' = sigmoid(f) c + sigmoid(i) tanh(g) and h' = sigmoid(o) tanh(c'). Gives (h', c').
///
/// The parameters are a struct, `lstm_parameters<float, 1, 16>`, or `{w_input, w_state, offset}` of
/// `dynamic_tensor` or `variable`. An offset of 1 in part f, at the start, remembers.
///
/// shape     x: (n, i), h, c: (n, s), w_input: (i, 4 s), w_state: (s, 4 s), offset: (4 s)
/// source    Hochreiter and Schmidhuber 1997; Saito, "Deep Learning from Scratch 3", step 60;
///           PyTorch, `nn.LSTMCell`, whose order of the parts this is (its weights are the
///           transposes)
template <class Parameters, Operand Value, Operand State>
constexpr auto lstm_cell(Parameters const& p, Value const& x, State const& h, State const& c) {
  auto const a = matmul(x, p.w_input) + matmul(h, p.w_state) + p.offset;
  auto const next = sigmoid(gate_of<1>(a)) * c + sigmoid(gate_of<0>(a)) * tanh(gate_of<2>(a));
  return std::pair(sigmoid(gate_of<3>(a)) * tanh(next), next);
}

/// The parameters of `lstm_cell`, of fixed extents.
template <class Number, index_t Inputs, index_t States>
struct lstm_parameters {
  tensor<Number, Inputs, 4 * States> w_input{};
  tensor<Number, States, 4 * States> w_state{};
  tensor<Number, 4 * States> offset{};
};

}  // namespace typegrad

#include <typegrad/pop_macros.hpp>

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/nn/matmul_layer.hpp>

namespace typegrad {

/// The layer x w + b; as `matmul_layer`, with an offset whose gradient is dy summed over the batch.
///
/// shape     x: (n, In), dy: (n, Out), any n
/// errors    `forward` takes no temporary, because x is read again by `backward`
/// source    Saito, "Deep Learning from Scratch 2", section 1.3.5
template <class T, index_t In, index_t Out>
struct affine_layer {
  tensor<T, In, Out> weight{};
  tensor<T, Out> offset{};
  tensor<T, In, Out> weight_gradient{};
  tensor<T, Out> offset_gradient{};
  T const* input = nullptr;

  constexpr auto params() { return std::tie(weight, offset); }
  constexpr auto grads() { return std::tie(weight_gradient, offset_gradient); }

  template <index_t N>
  constexpr tensor<T, N, Out> forward(tensor<T, N, In> const& x) {
    input = x.data();
    return evaluate([](auto const& a, auto const& w, auto const& b) { return linear(a, w, b); })(
        x, weight, offset);
  }
  template <index_t N>
  tensor<T, N, Out> forward(tensor<T, N, In>&&) = delete;

  template <index_t N>
  constexpr tensor<T, N, In> backward(tensor<T, N, Out> const& dy) {
    TYPEGRAD_ASSERT(input != nullptr);  // backward comes after forward
    tensor<T, N, In> const x(input);
    weight_gradient =
        evaluate([](auto const& a, auto const& b) { return matmul(transpose(a), b); })(x, dy);
    offset_gradient = sum<0>(dy);
    return evaluate([](auto const& a, auto const& b) { return matmul(a, transpose(b)); })(dy,
                                                                                          weight);
  }
};

}  // namespace typegrad

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/config.hpp>
#include <typegrad/ops.hpp>

#include <tuple>

namespace typegrad {

/// The layer x w, with its gradient worked out by hand: forward keeps where x is, backward overwrites the gradient
/// in place and gives dx. With `grad` no layers are needed; this is how they work. Needs <typegrad/typegrad.hpp>.
///
/// shape     x: (n, In), dy: (n, Out), any n
/// errors    `forward` takes no temporary, because x is read again by `backward`
/// source    Saito, "Deep Learning from Scratch 2", section 1.3.4
template <class T, index_t In, index_t Out>
struct matmul_layer {
  tensor<T, In, Out> weight{};
  tensor<T, In, Out> weight_gradient{};
  T const* input = nullptr;

  constexpr auto params() { return std::tie(weight); }
  constexpr auto grads() { return std::tie(weight_gradient); }

  template <index_t N>
  constexpr tensor<T, N, Out> forward(tensor<T, N, In> const& x) {
    input = x.data();
    return matmul(x, weight);
  }
  template <index_t N>
  tensor<T, N, Out> forward(tensor<T, N, In>&&) = delete;

  template <index_t N>
  constexpr tensor<T, N, In> backward(tensor<T, N, Out> const& dy) {
    TYPEGRAD_ASSERT(input != nullptr);  // backward comes after forward
    tensor<T, N, In> const x(input);
    weight_gradient =
        evaluate([](auto const& a, auto const& b) { return matmul(transpose(a), b); })(x, dy);
    return evaluate([](auto const& a, auto const& b) { return matmul(a, transpose(b)); })(dy,
                                                                                          weight);
  }
};

}  // namespace typegrad

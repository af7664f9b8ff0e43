// SPDX-License-Identifier: BSL-1.0
// The loss of a network 4-16-3 and its 131 derivatives.
#include <typegrad/embedded.hpp>

#include "workload.hpp"

namespace tg = typegrad;

namespace {

template <class T>
struct network {
  tg::tensor<T, 4, 16> w1;
  tg::tensor<T, 16> b1;
  tg::tensor<T, 16, 3> w2;
  tg::tensor<T, 3> b2;

  constexpr auto operator()(auto const& x) const {
    return tg::matmul(tg::relu(tg::matmul(x, w1) + b1), w2) + b2;
  }
};
constexpr auto loss = [](auto const& net, auto const& x, auto const& wanted) {
  return tg::sum(tg::square(net(x) - wanted));
};

using training = tg::program<decltype(tg::value_and_grad(loss)), network<float>,
                             tg::tensor<float, 4>, tg::tensor<float, 3>>;

}  // namespace

ENTRY void generated_network(float const* x, float* result) {
  training::run(tg::into(out<training::result_type>(result)), in<network<float>>(x),
                in<tg::tensor<float, 4>>(x + 131), in<tg::tensor<float, 3>>(x + 135));
}

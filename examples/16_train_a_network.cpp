// SPDX-License-Identifier: BSL-1.0
/// A network learns "exclusive or": parameters in a struct, its gradient in the same struct.
// [readme:whole]
#include <typegrad/nn/adam.hpp>
#include <typegrad/nn/initialize.hpp>
#include <typegrad/typegrad.hpp>

#include <cstdio>

namespace tg = typegrad;

template <class T>
struct network {
  tg::tensor<T, 2, 8> w1;
  tg::tensor<T, 8> b1;
  tg::tensor<T, 8, 1> w2;
  tg::tensor<T, 1> b2;

  constexpr auto operator()(auto const& x) const {
    auto const hidden = tg::tanh(tg::linear(x, w1, b1));
    return tg::sigmoid(tg::linear(hidden, w2, b2));
  }
};

constexpr auto loss = [](auto const& net, auto const& x, auto const& target) {
  return tg::mean(tg::square(net(x) - target));
};

int main() {
  tg::tensor<float, 4, 2> const x{{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  tg::tensor<float, 4, 1> const target{{0}, {1}, {1}, {0}};

  tg::random_numbers random(1);
  network<float> net;
  tg::initialize(net, random);
  tg::adam<network<float>> optimizer{.learning_rate = 0.02f};

  for (int step = 0; step <= 400; ++step) {
    auto const [value, gradient] = tg::value_and_grad(loss)(net, x, target);
    optimizer.update(net, gradient);
    if (step % 100 == 0) std::printf("step %3d   loss %.4f\n", step, static_cast<double>(value));
  }
  auto const y = net(x);
  for (int i = 0; i < 4; ++i)
    std::printf("%g xor %g = %.1f\n", static_cast<double>(x(i, 0)), static_cast<double>(x(i, 1)),
                static_cast<double>(y(i, 0)));
  return loss(net, x, target) < 1e-3f ? 0 : 1;
}
// [readme:whole end]

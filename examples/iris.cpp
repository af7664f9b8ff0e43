// SPDX-License-Identifier: BSL-1.0
/// Tells three species of iris apart by four measurements: a network 4-8-3, all of the gradient
/// code generated.
#include <typegrad/nn/accuracy.hpp>
#include <typegrad/nn/initialize.hpp>
#include <typegrad/nn/momentum_sgd.hpp>
#include <typegrad/typegrad.hpp>

#include "read_csv.hpp"

#include <cstdio>

namespace tg = typegrad;

template <class T>
struct network {
  tg::tensor<T, 4, 8> w1;
  tg::tensor<T, 8> b1;
  tg::tensor<T, 8, 3> w2;
  tg::tensor<T, 3> b2;
  constexpr auto operator()(auto const& flowers) const {
    return tg::linear(tg::tanh(tg::linear(flowers, w1, b1)), w2, b2);
  }
};

template <tg::index_t N>
struct flowers {
  tg::tensor<double, N, 4> measures;  // centimetres, less the mean of all flowers
  tg::tensor<int, N> species;
  explicit flowers(auto line) {
    double const mean[] = {5.84, 3.06, 3.76, 1.20};
    for (int i = 0; i < N; ++i, ++line) {
      auto const* const values = line->data();
      for (int k = 0; k < 4; ++k) measures(i, k) = static_cast<double>(values[k]) - mean[k];
      species(i) = static_cast<int>(values[4]);
    }
  }
};

constexpr auto loss = [](auto const& net, auto const& x, auto const& y) {
  return tg::softmax_cross_entropy(net(x), y);
};

int main() {
  auto data = read_csv("examples/data/iris.csv", 1);
  tg::random_numbers random(7);
  random.shuffle(data.begin(), data.end());
  flowers<120> const known(data.begin());
  flowers<30> const unknown(data.begin() + 120);
  network<double> net;
  tg::initialize(net, random);
  tg::momentum_sgd<network<double>> optimizer{.learning_rate = 0.1, .momentum = 0.9};
  for (int step = 0; step <= 200; ++step) {
    auto const [value, g] = tg::value_and_grad(loss)(net, known.measures, known.species);
    optimizer.update(net, g);
    if (step % 50 == 0) std::printf("step %3d  loss %.4f\n", step, value);
  }
  double const right = tg::accuracy(net(unknown.measures), unknown.species);
  std::printf("%.1f %% of 30 flowers that were held out are named right\n", 100 * right);
  return right >= 0.9 ? 0 : 1;
}

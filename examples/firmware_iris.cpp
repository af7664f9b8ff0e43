// SPDX-License-Identifier: BSL-1.0
/// Firmware that learns: a network 4-16-3 on irises that lie in flash, one flower at a time, by
/// gradient descent with momentum. No heap; every byte of memory is known while compiling.
#include <typegrad/embedded.hpp>
#include <typegrad/nn/initialize.hpp>
#include <typegrad/nn/momentum_sgd.hpp>

#include <cstddef>

#include "data/iris_in_flash.hpp"
#include "firmware.hpp"

namespace tg = typegrad;

template <class T>
struct network {
  tg::tensor<T, 4, 16> w1;
  tg::tensor<T, 16> b1;
  tg::tensor<T, 16, 3> w2;
  tg::tensor<T, 3> b2;

  constexpr auto operator()(auto const& flower) const {
    return tg::linear(tg::relu(tg::linear(flower, w1, b1)), w2, b2);
  }
};
constexpr auto loss = [](auto const& net, auto const& flower, auto const& species) {
  return tg::softmax_cross_entropy(net(flower), species);
};
constexpr auto scores = [](auto const& net, auto const& flower) { return net(flower); };

using measures = tg::tensor<float, 1, 4>;
using training =
    tg::program<decltype(tg::value_and_grad(loss)), network<float>, measures, tg::tensor<int, 1>>;
using naming = tg::program<decltype(tg::evaluate(scores)), network<float>, measures>;
static_assert(training::workspace_bytes <= 640 && naming::workspace_bytes <= 128);

// All the memory that there is: parameters, velocities, gradient, workspace.
constexpr network<float> starting_values() {
  network<float> net{};
  tg::random_numbers random(1);
  tg::initialize(net, random);  // while compiling: firmware has no arithmetic of double
  return net;
}
static network<float> net = starting_values();
static tg::momentum_sgd<network<float>> optimizer{.learning_rate = 0.002f, .momentum = 0.9f};
static network<float> gradient;
alignas(training::alignment) static std::byte memory[training::workspace_bytes];

static measures flower(int number) {
  constexpr float mean[] = {5.84f, 3.06f, 3.76f, 1.20f};
  measures made{};
  for (int k = 0; k < 4; ++k)
    made(0, k) = 0.1f * static_cast<float>(iris_in_flash[number][k]) - mean[k];
  return made;
}
static int species(int number) { return iris_in_flash[number][4]; }
static bool is_held_out(int number) { return number % 5 == 0; }

int main() {
  for (int epoch = 1; epoch <= 20; ++epoch) {
    float sum = 0;
    for (int i = 0; i < 150; ++i) {
      if (is_held_out(i)) continue;
      float value = 0;
      training::run(memory, tg::into(value, gradient), net, flower(i),
                    tg::tensor<int, 1>{species(i)});
      optimizer.update(net, gradient);
      sum += value;
    }
    if (epoch % 10 == 0) {
      say("epoch ", static_cast<float>(epoch), "");
      say("  loss ", sum / 120, "\n");
    }
  }
  int right = 0;
  for (int i = 0; i < 150; ++i) {
    if (!is_held_out(i)) continue;
    auto const score = naming::run(net, flower(i));
    int best = 0;
    for (int k = 1; k < 3; ++k)
      if (score(0, k) > score(0, best)) best = k;
    right += best == species(i) ? 1 : 0;
  }
  float const percent = static_cast<float>(right) / 0.3f;
  say("of 30 flowers that were held out ", percent, " % are named right\n");
  return percent >= 93 ? 0 : 1;
}

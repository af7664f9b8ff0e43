// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/nn/initialize.hpp>
#include <typegrad/typegrad.hpp>

#include "read_csv.hpp"

namespace tg = typegrad;

/// What the programs that learn to read digits share: the images, the network, its loss.

// [readme:digits]
template <class T>
struct network {
  tg::tensor<T, 64, 32> w1;
  tg::tensor<T, 32> b1;
  tg::tensor<T, 32, 10> w2;
  tg::tensor<T, 10> b2;

  constexpr auto operator()(auto const& images) const {
    return tg::linear(tg::tanh(tg::linear(images, w1, b1)), w2, b2);
  }
};

constexpr auto loss = [](auto const& net, auto const& images, auto const& labels) {
  return tg::softmax_cross_entropy(net(images), labels);
};
// [readme:digits end]

using lines = std::vector<std::vector<float>>;

/// N images with their labels; N may be `tg::dyn`, then the tensors are made with their extents.
template <tg::index_t N>
struct batch {
  tg::tensor<float, N, 64> images;
  tg::tensor<int, N> labels;

  void take(lines::const_iterator line) {
    for (tg::index_t i = 0; i < labels.size(); ++i, ++line) {
      for (int pixel = 0; pixel < 64; ++pixel)
        images(i, pixel) = (*line)[static_cast<std::size_t>(pixel)] / 16;
      labels(i) = static_cast<int>((*line)[64]);
    }
  }
};

constexpr int all = 1797;
constexpr int held_out = all / 5;
constexpr int batch_size = 32;
constexpr int epochs = 30;

/// The images in an order that `random` gives: the first `held_out` are for the test.
inline lines read_digits(tg::random_numbers& random) {
  lines data = read_csv("examples/data/digits.csv");
  random.shuffle(data.begin(), data.end());
  return data;
}

// SPDX-License-Identifier: BSL-1.0
#include <typegrad/nn/accuracy.hpp>
#include <typegrad/nn/adam.hpp>
#include <typegrad/nn/data_loader.hpp>
#include <typegrad/nn/initialize.hpp>
#include <typegrad/typegrad.hpp>

#include <fstream>
#include <iostream>

namespace tg = typegrad;

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

int main() {  // from the folder of the repository: 1,797 lines of 64 pixels from 0 to 16, and a
              // digit
  static tg::tensor<float, 1540, 64> images;
  static tg::tensor<float, 257, 64> unseen;
  tg::tensor<int, 1540> labels;
  tg::tensor<int, 257> wanted;
  std::ifstream file("examples/data/digits.csv");
  char comma = 0;
  for (int i = 0; i < 1797; ++i) {  // every seventh image is held out
    bool const kept = i % 7 != 0;
    float* const image = kept ? &images(i - 1 - i / 7, 0) : &unseen(i / 7, 0);
    for (int k = 0; k < 64; ++k) file >> image[k] >> comma, image[k] /= 16;
    file >> (kept ? labels(i - 1 - i / 7) : wanted(i / 7));
  }

  tg::random_numbers random(1);
  network<float> net{};
  tg::initialize(net, random);
  tg::adam<network<float>> optimizer{.learning_rate = 0.01};
  tg::data_loader loader(1540, {.batch_size = 44, .seed = 1});
  float value = 0;
  for (int epoch = 0; epoch < 10; ++epoch)
    for (auto const batch : loader) {
      auto const [error, gradient] = tg::value_and_grad(loss)(net, tg::rows_of<44>(images, batch),
                                                              tg::rows_of<44>(labels, batch));
      optimizer.update(net, gradient);
      value = error;
    }
  double const right = tg::accuracy(net(unseen), wanted);
  std::cout << "loss " << value << ", " << 100 * right << " % of unseen digits are read right\n";
  return right > 0.95 ? 0 : 1;
}

// SPDX-License-Identifier: BSL-1.0
/// Learns to read handwritten digits with a small convolutional network: two convolutions with
/// pooling and one product, Adam with a rate that falls. Ends with 0 if at least 98 % of the images
/// that were held out are read right. `./dev demo --convolution`
#include <typegrad/typegrad.hpp>

#include <typegrad/nn/accuracy.hpp>
#include <typegrad/nn/adam.hpp>
#include <typegrad/nn/learning_rate.hpp>

#include "digits.hpp"

#include <chrono>
#include <cstddef>
#include <cstdio>

// [readme:network]
template <class T>
struct convolutional {
  tg::tensor<T, 12, 1, 3, 3> filters1;
  tg::tensor<T, 12> offset1;
  tg::tensor<T, 24, 12, 3, 3> filters2;
  tg::tensor<T, 24> offset2;
  tg::tensor<T, 96, 10> w;
  tg::tensor<T, 10> b;

  constexpr auto operator()(auto const& images) const {  // (n, 64)
    auto const x = tg::reshape<-1, 1, 8, 8>(images);
    auto const h = tg::max_pool<2>(tg::relu(tg::conv2d<1, 1>(x, filters1, offset1)));
    auto const g = tg::max_pool<2>(tg::relu(tg::conv2d<1, 1>(h, filters2, offset2)));
    return tg::linear(tg::reshape<-1, 96>(g), w, b);
  }
};
// [readme:network end]

// [readme:memory]
/// Runs a program of which the workspace, a megabyte, is too large for the stack.
template <class Function, class... Values>
auto run(Function const&, Values const&... x) {
  using code = tg::program<Function, Values...>;
  alignas(code::alignment) static std::byte memory[code::workspace_bytes];
  return code::run(memory, x...);
}
// [readme:memory end]

constexpr auto scores = [](auto const& net, auto const& images) { return net(images); };

/// Fills a tensor with normal random numbers of variance 2 / inputs (He et al. 2015: for relu).
void draw(auto& x, int inputs, tg::random_numbers& random) {
  double const scale = tg::math::sqrt(2.0 / inputs);
  for (float& element : x) element = static_cast<float>(scale * random.normal());
}

int main() {
  constexpr int passes = 20;
  tg::random_numbers random(0);
  lines data = read_digits(random);
  batch<held_out> test;
  test.take(data.begin());
  data.erase(data.begin(), data.begin() + held_out);

  convolutional<float> net{};
  draw(net.filters1, 9, random);
  draw(net.filters2, 108, random);
  draw(net.w, 96, random);
  tg::adam<convolutional<float>> optimizer{.weight_decay = 0.05};
  std::size_t const count = data.size() / batch_size;
  std::printf("a network of 3,710 numbers, %zu batches of %d images\n", count, batch_size);
  auto const start = std::chrono::steady_clock::now();
  double right = 0;
  batch<batch_size> lesson;
  for (int epoch = 0; epoch < passes; ++epoch) {
    optimizer.learning_rate = tg::cosine_rate(0.006, epoch, passes, 0.0003);
    random.shuffle(data.begin(), data.end());
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
      lesson.take(data.begin() + static_cast<std::ptrdiff_t>(i) * batch_size);
      auto const [value, gradient] =
          run(tg::value_and_grad(loss), net, lesson.images, lesson.labels);
      optimizer.update(net, gradient);
      sum += static_cast<double>(value);
    }
    right = tg::accuracy(run(scores, net, test.images), test.labels);
    std::printf("epoch %2d: loss %.4f, held out %.1f %% right\n", epoch + 1,
                sum / static_cast<double>(count), 100 * right);
  }
  std::printf("%.1f s\n",
              std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  return right >= 0.98 ? 0 : 1;
}

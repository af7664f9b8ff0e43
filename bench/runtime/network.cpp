// SPDX-License-Identifier: BSL-1.0
// One gradient of the network of examples/digits: 64-32-10, tanh, softmax cross-entropy, a batch of
// 64, in float.
#include <typegrad/typegrad.hpp>

#include <benchmark/benchmark.h>

#include <Eigen/Core>

namespace tg = typegrad;

namespace {

constexpr int batch = 64;

template <class T>
struct network {
  tg::tensor<T, 64, 32> w1;
  tg::tensor<T, 32> b1;
  tg::tensor<T, 32, 10> w2;
  tg::tensor<T, 10> b2;

  constexpr auto operator()(auto const& x) const {
    return tg::linear(tg::tanh(tg::linear(x, w1, b1)), w2, b2);
  }
};

constexpr auto loss = [](auto const& net, auto const& x, auto const& labels) {
  return tg::softmax_cross_entropy(net(x), labels);
};

struct data {
  network<float> net;
  tg::tensor<float, batch, 64> images;
  tg::tensor<int, batch> labels;

  data() {
    int k = 0;
    auto const fill = [&](auto& x) {
      for (auto& number : x) number = 0.1f * static_cast<float>(++k * 37 % 101 - 50) / 50;
    };
    fill(net.w1);
    fill(net.b1);
    fill(net.w2);
    fill(net.b2);
    fill(images);
    for (int i = 0; i < batch; ++i) labels(i) = i % 10;
  }
};

void generated(benchmark::State& state) {
  data const given;
  for (auto _ : state) {
    auto result = tg::value_and_grad(loss)(given.net, given.images, given.labels);
    benchmark::DoNotOptimize(result);
    benchmark::ClobberMemory();
  }
}

template <int Rows, int Columns>
using matrix = Eigen::Matrix<float, Rows, Columns, Eigen::RowMajor>;

// By hand with Eigen: fixed sizes, no aliasing, its vector exponential and its rational tanh.
void by_hand_eigen(benchmark::State& state) {
  data const given;
  Eigen::Map<matrix<batch, 64> const> const x(given.images.data());
  Eigen::Map<matrix<64, 32> const> const w1(given.net.w1.data());
  Eigen::Map<Eigen::RowVector<float, 32> const> const b1(given.net.b1.data());
  Eigen::Map<matrix<32, 10> const> const w2(given.net.w2.data());
  Eigen::Map<Eigen::RowVector<float, 10> const> const b2(given.net.b2.data());
  for (auto _ : state) {
    float value = 0;
    network<float> gradient;
    matrix<batch, 32> hidden;
    hidden.noalias() = x * w1;
    hidden = (hidden.rowwise() + b1).array().tanh().matrix();
    matrix<batch, 10> scores;
    scores.noalias() = hidden * w2;
    scores.rowwise() += b2;
    Eigen::Vector<float, batch> const largest = scores.rowwise().maxCoeff();
    scores.colwise() -= largest;
    for (int i = 0; i < batch; ++i) value -= scores(i, given.labels(i));
    scores = scores.array().exp().matrix();
    Eigen::Vector<float, batch> const sums = scores.rowwise().sum();
    value = (value + sums.array().log().sum()) / batch;
    scores.array().colwise() *= (1.0f / batch) / sums.array();
    for (int i = 0; i < batch; ++i) scores(i, given.labels(i)) -= 1.0f / batch;
    Eigen::Map<matrix<32, 10>>(gradient.w2.data()).noalias() = hidden.transpose() * scores;
    Eigen::Map<Eigen::RowVector<float, 10>>(gradient.b2.data()) = scores.colwise().sum();
    matrix<batch, 32> of_hidden;
    of_hidden.noalias() = scores * w2.transpose();
    of_hidden.array() *= 1 - hidden.array().square();
    Eigen::Map<matrix<64, 32>>(gradient.w1.data()).noalias() = x.transpose() * of_hidden;
    Eigen::Map<Eigen::RowVector<float, 32>>(gradient.b1.data()) = of_hidden.colwise().sum();
    benchmark::DoNotOptimize(value);
    benchmark::DoNotOptimize(gradient);
    benchmark::ClobberMemory();
  }
}

[[maybe_unused]] bool const registered = [] {
  benchmark::RegisterBenchmark("network/generated", generated);
  benchmark::RegisterBenchmark("network/by_hand_eigen", by_hand_eigen);
  return true;
}();

}  // namespace

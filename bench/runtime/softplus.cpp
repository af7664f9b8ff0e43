// SPDX-License-Identifier: BSL-1.0
// sum(log(1 + exp(a x + b))) with its gradient by a, x and b: one loop of element-wise operations
// and reductions.
#include <typegrad/typegrad.hpp>

#include <benchmark/benchmark.h>

#include <Eigen/Core>

#include <cmath>

namespace tg = typegrad;

namespace {

constexpr auto f = [](auto a, auto const& x, auto b) {
  return tg::sum(tg::log(1 + tg::exp(a * x + b)));
};

template <tg::index_t N>
struct value_and_gradient {
  double value = 0;
  double of_a = 0;
  tg::tensor<double, N> of_x;
  double of_b = 0;
};

template <tg::index_t N>
tg::tensor<double, N> const& points() {
  static tg::tensor<double, N> const made = [] {
    tg::tensor<double, N> x;
    for (tg::index_t i = 0; i < N; ++i) x(i) = static_cast<double>(i % 200) * 0.01 - 1;
    return x;
  }();
  return made;
}

/// Results of 800 kB are made in one place, as a program that cares would.
template <class Result>
Result& place() {
  static Result made;
  return made;
}

template <tg::index_t N>
void generated(benchmark::State& state) {
  auto const& x = points<N>();
  double a = 1.3, b = 0.2;
  auto& result = place<decltype(tg::value_and_grad(f, tg::wrt<0, 1, 2>)(a, x, b))>();
  benchmark::DoNotOptimize(&result);
  for (auto _ : state) {
    benchmark::DoNotOptimize(a);
    result = tg::value_and_grad(f, tg::wrt<0, 1, 2>)(a, x, b);
    benchmark::ClobberMemory();
  }
}

// The C loop, with the functions of libm.
template <tg::index_t N>
void by_hand(benchmark::State& state) {
  auto const& x = points<N>();
  double a = 1.3, b = 0.2;
  auto& result = place<value_and_gradient<N>>();
  benchmark::DoNotOptimize(&result);
  for (auto _ : state) {
    benchmark::DoNotOptimize(a);
    double value = 0, of_a = 0, of_b = 0;
    for (tg::index_t i = 0; i < N; ++i) {
      double const e = std::exp(a * x(i) + b);
      double const slope = e / (1 + e);
      value += std::log(1 + e);
      of_a += slope * x(i);
      of_b += slope;
      result.of_x(i) = slope * a;
    }
    result.value = value;
    result.of_a = of_a;
    result.of_b = of_b;
    benchmark::ClobberMemory();
  }
}

// The same loop in blocks of Eigen's vectors, as somebody writes it who has measured.
template <tg::index_t N>
void by_hand_eigen(benchmark::State& state) {
  constexpr int width = 16;
  using block = Eigen::Array<double, width, 1>;
  auto const& x = points<N>();
  double a = 1.3, b = 0.2;
  auto& result = place<value_and_gradient<N>>();
  static_assert(N % width == 0);
  benchmark::DoNotOptimize(&result);
  for (auto _ : state) {
    benchmark::DoNotOptimize(a);
    block value = block::Zero(), of_a = block::Zero(), of_b = block::Zero();
    for (tg::index_t i = 0; i < N; i += width) {
      block const at = Eigen::Map<block const>(x.data() + i);
      block const e = (a * at + b).exp();
      block const sum = 1 + e;
      block const slope = e / sum;
      value += sum.log();
      of_a += slope * at;
      of_b += slope;
      Eigen::Map<block>(result.of_x.data() + i) = slope * a;
    }
    result.value = value.sum();
    result.of_a = of_a.sum();
    result.of_b = of_b.sum();
    benchmark::ClobberMemory();
  }
}

template <tg::index_t N>
void add(std::string const& name) {
  benchmark::RegisterBenchmark((name + "/generated").c_str(), generated<N>);
  benchmark::RegisterBenchmark((name + "/by_hand").c_str(), by_hand<N>);
  benchmark::RegisterBenchmark((name + "/by_hand_eigen").c_str(), by_hand_eigen<N>);
}

[[maybe_unused]] bool const registered = [] {
  add<16>("softplus_16");
  add<1024>("softplus_1024");
  add<100000>("softplus_100000");
  return true;
}();

}  // namespace

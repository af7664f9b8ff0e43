// SPDX-License-Identifier: BSL-1.0
// sum(log(1 + exp(a x + b))) with its gradient by a, x and b: the static program beside the
// run-time ones.
#include "dynamic_runs.hpp"

#include <typegrad/typegrad.hpp>

#include <benchmark/benchmark.h>

#include <string>

namespace tg = typegrad;

namespace {

constexpr auto f = [](auto const& a, auto const& x, auto const& b) {
  return tg::sum(tg::log(1 + tg::exp(a * x + b)));
};

tg::dynamic_tensor<double> points(tg::index_t n) {
  tg::dynamic_tensor<double> x(tg::make_shape(n));
  for (tg::index_t i = 0; i < n; ++i) x.data()[i] = static_cast<double>(i % 200) * 0.01 - 1;
  return x;
}

template <tg::index_t N>
void with_static_shapes(benchmark::State& state) {
  static tg::tensor<double, N> x;
  auto const values = points(N);
  for (tg::index_t i = 0; i < N; ++i) x(i) = values.data()[i];
  double a = 1.3, b = 0.2;
  for (auto _ : state) {
    benchmark::DoNotOptimize(a);
    auto const result =
        tg::value_and_grad(f, tg::wrt<0, 1, 2>)(a, x, b);  // made in place, on the stack
    benchmark::DoNotOptimize(&result);
    benchmark::ClobberMemory();
  }
}

void compiled(benchmark::State& state, tg::index_t n) {
  tg::dynamic_tensor<double> const a(1.3), x = points(n), b(0.2);
  auto const program = tg::compile(f, tg::shape{}, tg::make_shape(n), tg::shape{});
  for (auto _ : state) {
    auto const result = program.value_and_grad(a, x, b);
    benchmark::DoNotOptimize(&result);
    benchmark::ClobberMemory();
  }
}

void recorded(benchmark::State& state, tg::index_t n) {
  tg::variable<double> a(1.3), x(points(n)), b(0.2);
  plan_lookups lookups(state);
  for (auto _ : state) {
    auto const y = f(a, x, b);
    y.backward();
    benchmark::DoNotOptimize(y.item());
    auto const slope = x.grad();  // `x.grad().data()` would be a copy, because what a temporary
                                  // holds must not dangle
    benchmark::DoNotOptimize(slope.data().data());
    a.clear_grad();
    x.clear_grad();
    b.clear_grad();
    benchmark::ClobberMemory();
  }
}

template <tg::index_t N>
void add() {
  std::string const name = "softplus_" + std::to_string(N);
  benchmark::RegisterBenchmark((name + "/static").c_str(), with_static_shapes<N>);
  benchmark::RegisterBenchmark((name + "/compiled").c_str(), compiled, N);
  benchmark::RegisterBenchmark((name + "/variables").c_str(), recorded, N);
}

[[maybe_unused]] bool const registered = [] {
  add<16>();
  add<1024>();
  add<100000>();
  return true;
}();

}  // namespace

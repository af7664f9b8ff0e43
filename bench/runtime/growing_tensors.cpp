// SPDX-License-Identifier: BSL-1.0
// Graphs of tensors that grow with a number known at run time: what a step costs at 32 steps and at
// 1,024, an operation at a hundred and at a hundred thousand.
#include "dynamic_runs.hpp"

#include <typegrad/typegrad.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <string>

namespace tg = typegrad;

namespace {

using tensor = tg::dynamic_tensor<double>;

tensor filled(tg::shape const& extents) {
  tensor made(extents);
  int k = 0;
  for (double& each : made) each = 0.3 * std::sin(1.7 * ++k);
  return made;
}

/// Nanoseconds for each of `count` steps.
void count_steps(benchmark::State& state, int count) {
  state.counters["ns_a_step"] = benchmark::Counter(
      count * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

/// A recurrent network of 32 units over slices of a sequence.
constexpr int units = 32;
constexpr auto last_state = [](tensor const& sequence, auto const& w, auto const& u,
                               auto const& b) {
  auto h = tg::tanh(tg::matmul(tg::slice(sequence, {0}), u) + b);
  for (int t = 1; t < sequence.shape()[0]; ++t)
    h = tg::tanh(tg::matmul(h, w) + tg::matmul(tg::slice(sequence, {t}), u) + b);
  return tg::sum(h * h);
};

void sequence_of_variables(benchmark::State& state, int steps) {
  tensor const sequence = filled({steps, units});
  tg::variable<double> const w(filled({units, units})), u(filled({units, units})),
      b(filled({units}));
  auto const step = [&] {
    auto const y = last_state(sequence, w, u, b);
    y.backward();
    benchmark::DoNotOptimize(y.item());
    for (auto const* each : {&w, &u, &b}) tg::variable<double>(*each).clear_grad();
  };
  tg::this_threads_plans().clear();
  for (int i = 0; i < 2; ++i) step();  // planned here: in pieces, then as one program
  for (auto _ : state) step();
  count_steps(state, steps);
  state.counters["plan_bytes_a_step"] =
      static_cast<double>(tg::this_threads_plans().bytes()) / steps;
}

void sequence_compiled(benchmark::State& state, int steps) {
  tensor const sequence = filled({steps, units});
  tensor const w = filled({units, units}), u = filled({units, units}), b = filled({units});
  auto const program = tg::compile(
      [&](auto const& v, auto const& x, auto const& c) { return last_state(sequence, v, x, c); }, w,
      u, b);
  benchmark::DoNotOptimize(program.value_and_grad(w, u, b));  // planned here
  for (auto _ : state) {
    auto const result = program.value_and_grad(w, u, b);
    benchmark::DoNotOptimize(&result);
  }
  count_steps(state, steps);
}

/// A chain of operations on vectors of three.
constexpr auto end_of_chain = [](auto const& x, auto const& w, int operations) {
  auto y = x * w;
  for (int i = 1; i < operations / 2; ++i) y = tg::sin(y) * w;
  return tg::sum(y);
};

void chain_of_variables(benchmark::State& state, int operations) {
  tg::variable<double> const x(filled({3})), w(filled({3}));
  auto const step = [&] {
    auto const y = end_of_chain(x, w, operations);
    y.backward();
    benchmark::DoNotOptimize(y.item());
    for (auto const* each : {&x, &w}) tg::variable<double>(*each).clear_grad();
  };
  tg::this_threads_plans().clear();
  for (int i = 0; i < 2; ++i) step();  // planned here: in pieces, then as one program
  for (auto _ : state) step();
  count_steps(state, operations);
  state.counters["plan_bytes_a_step"] =
      static_cast<double>(tg::this_threads_plans().bytes()) / operations;
}

void chain_compiled(benchmark::State& state, int operations) {
  tensor const x = filled({3}), w = filled({3});
  auto const program = tg::compile(
      [&](auto const& a, auto const& b) { return end_of_chain(a, b, operations); }, x, w);
  benchmark::DoNotOptimize(program.value_and_grad(x, w));  // planned here
  for (auto _ : state) {
    auto const result = program.value_and_grad(x, w);
    benchmark::DoNotOptimize(&result);
  }
  count_steps(state, operations);
}

void add(std::string const& name, int size, void (*variables)(benchmark::State&, int),
         void (*compiled)(benchmark::State&, int)) {
  std::string const sized = name + "_" + std::to_string(size);
  benchmark::RegisterBenchmark((sized + "/variables").c_str(), variables, size);
  benchmark::RegisterBenchmark((sized + "/compiled").c_str(), compiled, size);
}

[[maybe_unused]] bool const registered = [] {
  for (int const steps : {32, 128, 1'024, 8'192})
    add("sequence", steps, sequence_of_variables, sequence_compiled);
  for (int const operations : {100, 1'000, 10'000, 100'000})
    add("small_tensors", operations, chain_of_variables, chain_compiled);
  return true;
}();

}  // namespace

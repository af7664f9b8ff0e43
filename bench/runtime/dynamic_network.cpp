// SPDX-License-Identifier: BSL-1.0
// One gradient of a network, 64-128-10, tanh, softmax cross-entropy, a batch of 64, in float: the
// same function with all extents in the types, with the batch open, compiled at run time, and of
// variables that are recorded each time.
#include "dynamic_runs.hpp"

#include <typegrad/typegrad.hpp>

#include <typegrad/api/open_program.hpp>
#include <typegrad/tensor/open_tensor.hpp>

#include <benchmark/benchmark.h>

namespace tg = typegrad;

namespace {

constexpr int batch = 64;

constexpr auto loss = [](auto const& x, auto const& labels, auto const& w1, auto const& b1,
                         auto const& w2, auto const& b2) {
  return tg::softmax_cross_entropy(tg::linear(tg::tanh(tg::linear(x, w1, b1)), w2, b2), labels);
};
constexpr auto step = tg::value_and_grad(loss, tg::wrt<2, 3, 4, 5>);

template <class Tensor>
Tensor filled(Tensor x) {
  int k = 0;
  for (auto& number : x)
    number = static_cast<typename Tensor::value_type>(0.1f *
                                                      static_cast<float>(++k * 37 % 101 - 50) / 50);
  return x;
}

template <class Tensor>
Tensor with_labels(Tensor x) {
  int k = 0;
  for (auto& label : x) label = k++ % 10;
  return x;
}

struct weights {
  tg::tensor<float, 64, 128> w1 = filled(tg::tensor<float, 64, 128>{});
  tg::tensor<float, 128> b1 = filled(tg::tensor<float, 128>{});
  tg::tensor<float, 128, 10> w2 = filled(tg::tensor<float, 128, 10>{});
  tg::tensor<float, 10> b2 = filled(tg::tensor<float, 10>{});
};

void with_static_shapes(benchmark::State& state) {
  weights const given;
  auto const images = filled(tg::tensor<float, batch, 64>{});
  auto const labels = with_labels(tg::tensor<int, batch>{});
  using program = tg::program<decltype(step), tg::tensor<float, batch, 64>, tg::tensor<int, batch>,
                              tg::tensor<float, 64, 128>, tg::tensor<float, 128>,
                              tg::tensor<float, 128, 10>, tg::tensor<float, 10>>;
  alignas(program::alignment) static std::byte memory[program::workspace_bytes];
  for (auto _ : state) {
    auto const result =
        program::run(memory, images, labels, given.w1, given.b1, given.w2, given.b2);
    benchmark::DoNotOptimize(&result);
    benchmark::ClobberMemory();
  }
}

void with_open_batch(benchmark::State& state) {
  weights const given;
  auto const images = filled(tg::tensor<float, tg::dyn, 64>(batch));
  auto const labels = with_labels(tg::tensor<int, tg::dyn>(batch));
  for (auto _ : state) {
    auto const result = step(images, labels, given.w1, given.b1, given.w2, given.b2);
    benchmark::DoNotOptimize(&result);
    benchmark::ClobberMemory();
  }
}

template <class T>
tg::dynamic_tensor<T> zeros(tg::shape const& extents) {
  return tg::dynamic_tensor<T>(extents);
}

struct dynamic_data {
  tg::dynamic_tensor<float> images = filled(zeros<float>({batch, 64}));
  tg::dynamic_tensor<int> labels = with_labels(zeros<int>({batch}));
  tg::dynamic_tensor<float> w1 = filled(zeros<float>({64, 128})), b1 = filled(zeros<float>({128}));
  tg::dynamic_tensor<float> w2 = filled(zeros<float>({128, 10})), b2 = filled(zeros<float>({10}));
};

/// Bytes that a program works in and gives back, beside those that keeping all values on the way
/// would take.
void add_memory(benchmark::State& state, tg::run_time_program const& program) {
  tg::index_t results = 0;
  for (int k = 0; k < program.output_count(); ++k)
    results += program.output_shape(k).size() *
               static_cast<tg::index_t>(tg::size_of(program.output_type(k)));
  auto const set = [&](char const* name, tg::index_t bytes) {
    state.counters[name] = static_cast<double>(bytes);
  };
  set("workspace_bytes", program.workspace_bytes());
  set("planned_bytes", program.planned_bytes());  // the workspace without the buffers of a block
  set("result_bytes", results);
  set("unplanned_bytes", program.unplanned_bytes());  // results among them
}

void compiled(benchmark::State& state) {
  dynamic_data const given;
  auto const program = tg::compile(
      [&](auto const& w1, auto const& b1, auto const& w2, auto const& b2) {
        return loss(tg::variable<float>(given.images), tg::variable<int>(given.labels), w1, b1, w2,
                    b2);
      },
      given.w1, given.b1, given.w2, given.b2);
  for (auto _ : state) {
    auto const result = program.value_and_grad(given.w1, given.b1, given.w2, given.b2);
    benchmark::DoNotOptimize(&result);
    benchmark::ClobberMemory();
  }
  add_memory(state, program.program_of_gradients());
}

/// 64-128-128-128-128-10.
void compiled_deep(benchmark::State& state) {
  dynamic_data const given;
  auto const inner = filled(zeros<float>({128, 128}));
  auto const program = tg::compile(
      [&](auto const& w1, auto const& a, auto const& b, auto const& c, auto const& w2) {
        auto y = tg::tanh(tg::linear(tg::variable<float>(given.images), w1, given.b1));
        for (auto const* w : {&a, &b, &c}) y = tg::tanh(tg::linear(y, *w, given.b1));
        return tg::softmax_cross_entropy(tg::linear(y, w2, given.b2),
                                         tg::variable<int>(given.labels));
      },
      given.w1, inner, inner, inner, given.w2);
  for (auto _ : state) {
    auto const result = program.value_and_grad(given.w1, inner, inner, inner, given.w2);
    benchmark::DoNotOptimize(&result);
    benchmark::ClobberMemory();
  }
  add_memory(state, program.program_of_gradients());
}

void recorded(benchmark::State& state) {
  dynamic_data const given;
  tg::variable<float> w[] = {given.w1, given.b1, given.w2, given.b2};
  plan_lookups lookups(state);
  for (auto _ : state) {
    auto const y = loss(given.images, given.labels, w[0], w[1], w[2], w[3]);
    y.backward();
    benchmark::DoNotOptimize(y.item());
    for (auto& each : w) {
      auto const slope = each.grad();
      benchmark::DoNotOptimize(slope.data().data());
      each.clear_grad();
    }
    benchmark::ClobberMemory();
  }
}

[[maybe_unused]] bool const registered = [] {
  benchmark::RegisterBenchmark("dynamic_network/static", with_static_shapes);
  benchmark::RegisterBenchmark("dynamic_network/mixed", with_open_batch);
  benchmark::RegisterBenchmark("dynamic_network/compiled", compiled);
  benchmark::RegisterBenchmark("dynamic_network/variables", recorded);
  benchmark::RegisterBenchmark("deep_network/compiled", compiled_deep);
  return true;
}();

}  // namespace

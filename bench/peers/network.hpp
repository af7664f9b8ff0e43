// SPDX-License-Identifier: BSL-1.0
// One gradient of a network 784-128-10, tanh, softmax cross-entropy, a batch of 64, in float.
#pragma once

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace network {

inline constexpr int batch = 64, inputs = 784, hidden = 128, classes = 10;

inline std::vector<float> filled(int count, float scale) {
  std::vector<float> made(static_cast<std::size_t>(count));
  int k = count;
  for (float& each : made) each = scale * static_cast<float>(++k * 37 % 101 - 50) / 50;
  return made;
}

struct data {
  std::vector<float> images = filled(batch * inputs, 1.0f);
  std::vector<float> w1 = filled(inputs * hidden, 0.05f), b1 = filled(hidden, 0.1f);
  std::vector<float> w2 = filled(hidden * classes, 0.1f), b2 = filled(classes, 0.1f);
  std::vector<int> labels;

  data() {
    for (int i = 0; i < batch; ++i) labels.push_back(i % classes);
  }
};

/// The sums of the gradients of w1 and w2: whoever makes them must agree with the first.
inline void check(char const* whose, double of_w1, double of_w2) {
  static double const first[] = {of_w1, of_w2};
  if (std::abs(of_w1 - first[0]) <= 1e-4 + 1e-3 * std::abs(first[0]) &&
      std::abs(of_w2 - first[1]) <= 1e-4 + 1e-3 * std::abs(first[1]))
    return;
  std::fprintf(stderr, "network, %s: %g and %g, by hand %g and %g\n", whose, of_w1, of_w2, first[0],
               first[1]);
  std::exit(1);
}

template <class Step>
void add(char const* name, Step step) {
  benchmark::RegisterBenchmark(name, [step](benchmark::State& state) mutable {
    for (auto _ : state) {
      step();
      benchmark::ClobberMemory();
    }
  });
}

}  // namespace network

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "scalar_functions.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>

/// Times `gradient(x, g)`, which makes the gradient of `Function` from scratch, once it agrees to
/// nine digits with the one by hand.
template <class Function, class Gradient>
void add_checked(char const* whose, Gradient gradient) {
  std::array<double, Function::inputs> const x = Function::at;
  std::array<double, Function::inputs> by_hand, made;
  Function::gradient(x.data(), by_hand.data());
  gradient(x.data(), made.data());
  for (std::size_t i = 0; i < made.size(); ++i)
    if (!(std::abs(made[i] - by_hand[i]) <= 1e-9 * std::abs(by_hand[i]))) {
      std::fprintf(stderr, "%s, %s: derivative %zu is %.17g, by hand %.17g\n", Function::name,
                   whose, i, made[i], by_hand[i]);
      std::exit(1);
    }
  benchmark::RegisterBenchmark((std::string(Function::name) + "/" + whose).c_str(),
                               [gradient](benchmark::State& state) {
                                 std::array<double, Function::inputs> at = Function::at, result;
                                 for (auto _ : state) {
                                   benchmark::DoNotOptimize(at);
                                   gradient(at.data(), result.data());
                                   benchmark::DoNotOptimize(result);
                                 }
                               });
}

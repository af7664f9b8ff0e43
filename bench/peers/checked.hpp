// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "growing_functions.hpp"
#include "scalar_functions.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

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

/// Times `gradient(size, x, g)` for each size of `Function`, once its first elements agree to five
/// digits with central differences. The counter is the time for one unit of the size.
template <class Function, class Gradient>
void add_growing(char const* whose, Gradient gradient) {
  for (int const size : Function::sizes) {
    int const inputs = Function::inputs(size);
    std::vector<double> x(static_cast<std::size_t>(inputs)), made(x.size());
    for (int i = 0; i < inputs; ++i) x[static_cast<std::size_t>(i)] = Function::at(i);
    std::string const name = std::string(Function::name) + "_" + std::to_string(size);
    gradient(size, x.data(), made.data());
    for (std::size_t i = 0; i < (inputs < 3 ? x.size() : 3); ++i) {
      double const step = 1e-5 * (1 + std::abs(x[i]));
      auto const moved = [&](double by) {
        std::vector<double> at = x;
        at[i] += by;
        return Function::value(at.data(), size);
      };
      double const slope = (moved(step) - moved(-step)) / (2 * step);
      if (!(std::abs(made[i] - slope) <= 1e-5 * (1e-3 + std::abs(slope)))) {
        std::fprintf(stderr, "%s, %s: derivative %zu is %.17g, by differences %.17g\n",
                     name.c_str(), whose, i, made[i], slope);
        std::exit(1);
      }
    }
    benchmark::RegisterBenchmark((name + "/" + whose).c_str(),
                                 [gradient, x, made, size](benchmark::State& state) mutable {
                                   for (auto _ : state) {
                                     benchmark::DoNotOptimize(x.data());
                                     gradient(size, x.data(), made.data());
                                     benchmark::DoNotOptimize(made.data());
                                   }
                                 });
  }
}

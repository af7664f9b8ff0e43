// SPDX-License-Identifier: BSL-1.0
// What tests/codegen does not hold: derivatives of the formulas of estimation, robotics and
// optimization beside the best code by hand and SymPy's. They are compared before they are timed.
#include "numbers/all_calls.hpp"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

void time_one(benchmark::State& state, double const* x, void (*call)(double const*, double*)) {
  double result[512];
  for (auto _ : state) {
    benchmark::DoNotOptimize(x);
    call(x, result);
    benchmark::ClobberMemory();
  }
}

[[maybe_unused]] bool const registered = [] {
  for (call const* const one : all_calls) {
    if (double const off = disagreement(*one); !(off <= 1e-12)) {
      std::fprintf(stderr, "%s: results differ by %g\n", one->name, off);
      std::abort();
    }
    auto const add = [&](char const* kind, auto function) {
      benchmark::RegisterBenchmark((std::string(one->name) + "/" + kind).c_str(), time_one,
                                   one->input, function);
    };
    add("generated", one->generated);
    add("by_hand", one->by_hand);
    add("sympy", one->sympy);
  }
  return true;
}();

}  // namespace

// SPDX-License-Identifier: BSL-1.0
// The pairs that tests/codegen counts in instructions, timed.
#include "workload.hpp"

#include <benchmark/benchmark.h>

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
  for (workload const* const one : {&square_exp_square, &shared_subexpressions, &black_scholes,
                                    &bundle_adjustment, &pendulum, &weighted_squares}) {
    auto const add = [&](char const* kind, auto call) {
      benchmark::RegisterBenchmark((std::string(one->name) + "/" + kind).c_str(), time_one,
                                   one->inputs, call);
    };
    add("generated", one->generated);
    add("by_hand", one->by_hand);
    if (one->closed_form != nullptr) add("closed_form", one->closed_form);
  }
  return true;
}();

}  // namespace

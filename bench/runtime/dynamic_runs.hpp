// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <typegrad/typegrad.hpp>

#include <benchmark/benchmark.h>

/// Shows how often a benchmark found its program in the plan cache, and how often it had to plan.
class plan_lookups {
 public:
  explicit plan_lookups(benchmark::State& state)
      : state_(state), before_(typegrad::this_threads_plans().counters) {}
  plan_lookups(plan_lookups const&) = delete;
  plan_lookups& operator=(plan_lookups const&) = delete;
  ~plan_lookups() {
    typegrad::plan_counters const after = typegrad::this_threads_plans().counters;
    state_.counters["plan_hits"] = static_cast<double>(after.hits - before_.hits);
    state_.counters["plan_misses"] = static_cast<double>(after.misses - before_.misses);
  }

 private:
  benchmark::State& state_;
  typegrad::plan_counters before_;
};

// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <string>
#include <vector>

/// One of several ways to compute the same value and derivatives: `Results` is a plain aggregate of
/// tensors of `Number`.
template <class Results>
struct way {
  char const* kind;  ///< as bench/run knows it: generated, by_hand_eigen, ...
  void (*compute)(Results&);
};

/// The numbers of a plain aggregate.
template <class Number, class Results>
std::vector<Number> numbers_of(Results const& from) {
  static_assert(sizeof(Results) % sizeof(Number) == 0);
  std::vector<Number> numbers(sizeof(Results) / sizeof(Number));
  std::memcpy(numbers.data(), &from, sizeof(Results));
  return numbers;
}

/// How far two results are apart, relative to an element or, below a thousandth of the largest, to
/// that.
template <class Number>
double distance(std::vector<Number> const& x, std::vector<Number> const& y) {
  double largest = 0, worst = 0;
  for (Number const one : x) largest = std::fmax(largest, std::fabs(static_cast<double>(one)));
  for (std::size_t i = 0; i < x.size(); ++i) {
    double const a = static_cast<double>(x[i]);
    double const off =
        std::fabs(a - static_cast<double>(y[i])) / std::fmax(std::fabs(a), 1e-3 * largest);
    worst = off <= worst ? worst : off;
  }
  return worst;
}

/// Registers the ways as `NAME/KIND`, after they have been compared with the first one.
template <class Number, class Results>
void add_ways(std::string const& name, double tolerance, std::initializer_list<way<Results>> ways) {
  static Results expected, found;
  ways.begin()->compute(expected);
  for (way<Results> const& one : ways) {
    std::memset(static_cast<void*>(&found), 0, sizeof found);
    one.compute(found);
    if (double const off = distance(numbers_of<Number>(expected), numbers_of<Number>(found));
        !(off <= tolerance)) {
      std::fprintf(stderr, "%s/%s: results differ by %g\n", name.c_str(), one.kind, off);
      std::abort();
    }
    benchmark::RegisterBenchmark((name + "/" + one.kind).c_str(),
                                 [compute = one.compute](benchmark::State& state) {
                                   for (auto _ : state) {
                                     compute(found);
                                     benchmark::ClobberMemory();
                                   }
                                 });
  }
}

/// Fills tensors with numbers between -1 and 1.
template <class... Tensors>
void fill(Tensors&... x) {
  int k = 0;
  auto const one = [&](auto& tensor) {
    for (auto& number : tensor)
      number = static_cast<std::remove_reference_t<decltype(number)>>(std::sin(1.7 * ++k));
  };
  (one(x), ...);
}

/// How far results may be apart that were added up in different orders.
template <class Number>
inline constexpr double rounding_tolerance = sizeof(Number) == 8 ? 1e-10 : 2e-3;

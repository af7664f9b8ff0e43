// SPDX-License-Identifier: BSL-1.0
// What GradBench asks of a program in C++: `EVAL FILE FUNCTION` reads an input, calls a function
// again and again, and prints its result and a line for each time that it took.
#pragma once

#include "json.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <iostream>
#include <span>
#include <vector>

namespace gradbench {

inline long nanoseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return 1000000000L * now.tv_sec + now.tv_nsec;
}
/// How long `call()` takes: of the processor, so that what else the machine does is not counted, or
/// by the clock, which is read faster, whichever is less.
long time_of(auto const& call) {
  long const of_processor = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
  long const begin = nanoseconds(CLOCK_MONOTONIC);
  call();
  long const passed = nanoseconds(CLOCK_MONOTONIC) - begin;
  return std::min(passed, nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - of_processor);
}
inline void write_time(char const* name, long time) {
  std::cout << "{\"name\": \"" << name << "\", \"nanoseconds\": " << time << "}\n";
}

/// `Function` is made of an `Input`, which may take time, and is called with a place for its
/// result.
template <class Input, class Function>
int timed(json const& file) {
  Input const input(file);
  int const least_runs = file.contains("min_runs") ? file["min_runs"].integer() : 1;
  double const least_seconds = file.contains("min_seconds") ? file["min_seconds"].number() : 0;

  long const start = nanoseconds(CLOCK_MONOTONIC);
  Function call(input);
  long const prepared = nanoseconds(CLOCK_MONOTONIC) - start;

  typename Function::result result{};
  std::vector<long> times;
  double seconds = 0;
  for (int run = 0; run < least_runs || seconds < least_seconds; ++run) {
    times.push_back(time_of([&] { call(result); }));
    seconds += static_cast<double>(times.back()) * 1e-9;
  }
  write_json(std::cout, result);
  std::cout << "\n";
  write_time("prepare", prepared);
  for (long each : times) write_time("evaluate", each);
  return 0;
}

/// Results as a plain list, to compare them.
template <class Result>
std::vector<double> flat(Result const& x) {
  if constexpr (requires { x.data(); }) return std::vector<double>(x.data(), x.data() + x.size());
  else if constexpr (requires { x.elements; }) return flat(x.elements);
  else return {x};
}

/// Whether two lists agree, each number within `tolerance` of the largest one or of 1; says where
/// not.
inline bool agree(char const* what, std::vector<double> const& x, std::vector<double> const& y,
                  double tolerance) {
  if (x.size() != y.size()) {
    std::printf("%s: %zu numbers and %zu\n", what, x.size(), y.size());
    return false;
  }
  double scale = 1;
  for (double each : y) scale = std::max(scale, std::abs(each));
  for (std::size_t i = 0; i < x.size(); ++i)
    if (!(std::abs(x[i] - y[i]) <= tolerance * scale)) {
      std::printf("%s: element %zu is %.17g and %.17g\n", what, i, x[i], y[i]);
      return false;
    }
  return true;
}

template <class Function, class Input>
std::vector<double> result_of(Input const& input) {
  typename Function::result result{};
  Function call(input);
  call(result);
  call(result);  // nothing is left of a call
  return flat(result);
}

/// Primal and derivative by typegrad beside code by hand, and that beside differences of the primal
/// by hand. A derivative is a number for each result and each of `Input::independent()`, the
/// results one after the other.
template <class Input, class Primal, class Derivative, class PrimalByHand, class DerivativeByHand>
int checked(json const& file) {
  Input input(file);
  auto const by_hand = result_of<DerivativeByHand>(input);
  bool good =
      agree("primal beside hand", result_of<Primal>(input), result_of<PrimalByHand>(input), 1e-12);
  good &= agree("derivative beside hand", result_of<Derivative>(input), by_hand, 1e-12);

  std::vector<std::vector<double>> columns;
  for (std::span<double> const part : input.independent())
    for (double& x : part) {
      double const at = x, step = 1e-5 * std::max(1.0, std::abs(at));
      x = at + step;
      std::vector<double> above = result_of<PrimalByHand>(input);
      x = at - step;
      std::vector<double> const below = result_of<PrimalByHand>(input);
      x = at;
      for (std::size_t i = 0; i < above.size(); ++i) above[i] = (above[i] - below[i]) / (2 * step);
      columns.push_back(std::move(above));
    }
  std::vector<double> differences;
  for (std::size_t row = 0; row < columns[0].size(); ++row)
    for (auto const& column : columns) differences.push_back(column[row]);
  auto const& dense = Input::dense(by_hand, input);
  if (dense.size() < differences.size())  // a derivative of the last results alone
    differences.erase(differences.begin(), differences.end() - std::ssize(dense));
  good &= agree("hand beside differences", dense, differences, 1e-7);
  return good ? 0 : 1;
}

struct named_function {
  std::string name;
  int (*call)(json const&);
};

/// The program of an evaluation: what it is called with says what it does.
inline int run_protocol(int argc, char** argv, std::vector<named_function> const& functions) {
  if (argc == 3)
    for (named_function const& each : functions)
      if (argv[2] == each.name) try {
          return each.call(json::read_file(argv[1]));
        } catch (std::exception const& error) {
          std::fprintf(stderr, "%s: %s\n", argv[1], error.what());
          return 1;
        }
  std::fprintf(stderr, "usage: %s FILE FUNCTION, which is one of", argv[0]);
  for (named_function const& each : functions) std::fprintf(stderr, " %s", each.name.c_str());
  std::fprintf(stderr, "\n");
  return 2;
}

/// That of a primal and its derivative.
template <class Input, class Primal, class Derivative, class PrimalByHand, class DerivativeByHand>
int run_evaluation(int argc, char** argv, std::string const& primal,
                   std::string const& derivative) {
  return run_protocol(
      argc, argv,
      {{primal, timed<Input, Primal>},
       {derivative, timed<Input, Derivative>},
       {primal + "_by_hand", timed<Input, PrimalByHand>},
       {derivative + "_by_hand", timed<Input, DerivativeByHand>},
       {"check", checked<Input, Primal, Derivative, PrimalByHand, DerivativeByHand>}});
}

}  // namespace gradbench

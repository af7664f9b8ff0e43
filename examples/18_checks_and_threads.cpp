// SPDX-License-Identifier: BSL-1.0
/// Is the derivative right? Where does a NaN come from? May two threads call it?
#include <typegrad/typegrad.hpp>

#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/numerical_diff.hpp>
#include <typegrad/debug/print_report.hpp>

#include <cmath>
#include <iostream>
#include <thread>
#include <vector>

namespace tg = typegrad;

constexpr auto energy = [](auto const& x) { return tg::sum(tg::log(1 + x * x)); };

// [readme:wrong]
/// A derivative rule with a mistake: the slope of x^3 is 3 x^2.
struct cube {
  static constexpr auto forward(auto const& x) { return x * x * x; }
  static constexpr auto backward(auto const& gy, auto const& x) { return gy * 3 * x; }
};
constexpr auto wrong = [](auto const& x) { return tg::apply<cube>(x); };
// [readme:wrong end]

// [readme:safe]
// The derivative of the side that is not taken is infinite at 0, and has no say.
constexpr auto root = [](auto x) { return tg::where(x > 0, tg::sqrt(x), 0); };
static_assert(tg::grad(root)(0.0) == 0 && tg::grad(root)(4.0) == 0.25);
// The length of a vector has a slope at 0 here: 0, one of its subgradients.
constexpr auto length = [](auto const& x) { return tg::norm(x); };
static_assert(tg::grad(length)(tg::tensor<double, 2>{0, 0}) == tg::tensor<double, 2>{0, 0});
// [readme:safe end]

int main() {
  // [readme:check]
  tg::tensor<double, 3> const x{0.5, -1, 2};
  auto const good = tg::check_grad(energy, x);  // against central differences, converts to bool
  auto const bad = tg::check_grad(wrong, x);
  std::cout << good << "\n" << bad << "\n";
  // [readme:check end]

  // [readme:differences]
  auto const slopes = tg::numerical_grad(energy, x);  // the differences themselves
  // [readme:differences end]

  // [readme:nan]
  constexpr auto entropy = [](auto const& p) { return -tg::sum(p * tg::log(p)); };
  auto const [value, gradient] = tg::value_and_grad(entropy)(tg::tensor<double, 3>{0.5, 0.5, 0});
  std::cout << value << " " << gradient << "\n";  // 0 * log(0) is NaN, as in NumPy
  // Written so that the argument of log is never 0:
  constexpr auto safe_entropy = [](auto const& p) {
    return -tg::sum(tg::where(p > 0, p * tg::log(tg::where(p > 0, p, 1)), 0));
  };
  auto const [v, g] = tg::value_and_grad(safe_entropy)(tg::tensor<double, 3>{0.5, 0.5, 0});
  std::cout << v << " " << g << "\n";
  // [readme:nan end]

  // [readme:threads]
  std::vector<double> total(4);
  std::vector<std::thread> threads;
  for (std::size_t k = 0; k < total.size(); ++k)
    threads.emplace_back([&, k] {  // a static program has no state: call it from everywhere
      tg::tensor<double, 3> start{0.1 * static_cast<double>(k), 1, 2};
      for (int step = 0; step < 100; ++step) start = start - 0.1 * tg::grad(energy)(start);
      total[k] = energy(start);
    });
  for (auto& each : threads) each.join();
  // [readme:threads end]

  bool right = static_cast<bool>(good) && !static_cast<bool>(bad) && std::isnan(value) &&
               std::abs(v - std::log(2.0)) < 1e-15 && g(2) == 0;
  for (int i = 0; i < 3; ++i) right = right && std::abs(slopes(i) - tg::grad(energy)(x)(i)) < 1e-8;
  for (double const each : total) right = right && each >= 0 && each < 1e-6;
  return right ? 0 : 1;
}

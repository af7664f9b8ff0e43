// SPDX-License-Identifier: BSL-1.0
/// Shapes and control flow that are known only at run time: a graph is recorded while the program
/// runs.
#include <typegrad/typegrad.hpp>

#include <cmath>
#include <iostream>
#include <numbers>

namespace tg = typegrad;

/// The sine by its series; how many terms depends on the data (DeZero, step 27).
tg::variable<double> sine(tg::variable<double> const& x, double threshold) {
  tg::variable<double> sum = 0;
  tg::variable<double> term = x;
  for (int i = 1;; i += 2) {
    sum += term;
    if (std::abs(term.item()) < threshold) return sum;
    term *= -x * x / ((i + 1.0) * (i + 2.0));
  }
}

/// A minimum of f by Newton's method, with the second derivative of a gradient that can be
/// differentiated (step 33).
double minimum(auto const& f, double start) {
  tg::variable<double> x(start);
  for (int step = 0; step < 10; ++step) {
    x.clear_grad();
    f(x).backward({.create_graph = true});
    auto const slope = x.grad();
    x.clear_grad();
    slope.backward();
    x.set_data(x.data() - slope.data() / x.grad().data());
  }
  return x.item();
}

int main() {
  // [readme:variables]
  tg::variable<double> x{{1, 2, 3}, {4, 5, 6}};
  auto y = tg::sum(tg::sin(x) * 2, {0});
  y.backward();
  std::cout << y << "\n" << x.grad() << "\n";
  // [readme:variables end]

  tg::variable<double> angle(std::numbers::pi / 4);
  auto const s = sine(angle, 1e-4);
  s.backward();
  std::cout << "sine " << s << ", slope " << angle.grad() << "\n";

  double const lowest = minimum([](auto const& z) { return z * z * z * z - 2 * z * z; }, 2.0);
  std::cout << "minimum at " << lowest << "\n";

  bool const right = std::abs(x.grad().data()(0, 0) - 2 * std::cos(1.0)) < 1e-14 &&
                     std::abs(s.item() - std::sqrt(0.5)) < 1e-4 && std::abs(lowest - 1.0) < 1e-12;
  return right ? 0 : 1;
}

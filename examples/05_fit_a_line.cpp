// SPDX-License-Identifier: BSL-1.0
/// A line through a hundred noisy points by gradient descent, and the same by the normal equations.
#include <typegrad/typegrad.hpp>

#include <typegrad/nn/initialize.hpp>
#include <typegrad/nn/sgd.hpp>

#include <cmath>
#include <cstdio>

namespace tg = typegrad;

template <class T>
struct line {
  T slope{};
  T offset{};
  constexpr auto operator()(auto const& x) const { return slope * x + offset; }
};

constexpr auto loss = [](auto const& fitted, auto const& x, auto const& y) {
  return tg::mean_squared_error(fitted(x), y);
};

int main() {
  tg::random_numbers random(0);
  auto const x = tg::linspace<double, 100>(0, 1);
  auto const y = 5 + 2 * x + 0.1 * tg::normal<double, 100>(random);

  line<double> fitted;
  for (int step = 0; step <= 300; ++step) {
    auto const [value, gradient] = tg::value_and_grad(loss)(fitted, x, y);
    if (step % 50 == 0)
      std::printf("step %3d   loss %.5f   y = %.4f x + %.4f\n", step, value, fitted.slope,
                  fitted.offset);
    tg::sgd{.learning_rate = 0.5}.update(fitted, gradient);
  }

  // The columns x and 1: (A^T A) p = A^T y.
  tg::tensor<double, 100, 2> a;
  for (int i = 0; i < 100; ++i) a(i, 0) = x(i), a(i, 1) = 1;
  auto const exact = tg::evaluate([](auto const& m, auto const& b) {
    return tg::solve(tg::matmul(tg::transpose(m), m), tg::matmul(tg::transpose(m), b));
  })(a, y);
  std::printf("normal equations           y = %.4f x + %.4f\n", exact(0), exact(1));
  return std::abs(fitted.slope - exact(0)) < 1e-5 && std::abs(fitted.offset - exact(1)) < 1e-5 ? 0
                                                                                               : 1;
}

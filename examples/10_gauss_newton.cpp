// SPDX-License-Identifier: BSL-1.0
/// A curve through points by the method of Gauss and Newton: every residual is a function object
/// with its own measurement, and one program serves them all.
#include <typegrad/typegrad.hpp>

#include <array>
#include <cmath>
#include <cstdio>

namespace tg = typegrad;

// [readme:residual]
struct residual {
  double time, measured;
  constexpr auto operator()(auto const& p) const { return p(0) * tg::exp(p(1) * time) - measured; }
};
// [readme:residual end]

int main() {
  // Of 2 exp(-0.7 t), with measurements that are 0.01 too large and too small by turns.
  std::array<residual, 40> residuals{};
  for (int i = 0; i < 40; ++i) {
    double const time = 0.1 * i;
    residuals[static_cast<std::size_t>(i)] = {
        time, 2 * std::exp(-0.7 * time) + (i % 2 == 0 ? 0.01 : -0.01)};
  }

  tg::tensor<double, 2> p{1, 0};
  double length = 1;
  for (int step = 1; step <= 20 && length > 1e-12; ++step) {
    tg::tensor<double, 2, 2> normal{};
    tg::tensor<double, 2> right{};
    double cost = 0;
    for (residual const& r : residuals) {
      // [readme:residual_gradient]
      auto const [value, slope] = tg::value_and_grad(r)(p);  // r itself is read, nothing is copied
      // [readme:residual_gradient end]
      cost += value * value;
      for (int i = 0; i < 2; ++i) {
        right(i) -= slope(i) * value;
        for (int j = 0; j < 2; ++j) normal(i, j) += slope(i) * slope(j);
      }
    }
    auto const change = tg::solve(normal, right);
    p = p + change;
    length = tg::norm(change);
    std::printf("step %2d   cost %.6f   y = %.5f exp(%.5f t)\n", step, cost, p(0), p(1));
  }

  // At the optimum the residuals are orthogonal to their derivatives.
  double gradient[2]{};
  for (residual const& r : residuals) {
    auto const [value, slope] = tg::value_and_grad(r)(p);
    for (int i = 0; i < 2; ++i) gradient[i] += value * slope(i);
  }
  bool const is_near = std::abs(p(0) - 2) < 0.01 && std::abs(p(1) + 0.7) < 0.01;
  return is_near && std::abs(gradient[0]) < 1e-10 && std::abs(gradient[1]) < 1e-10 ? 0 : 1;
}

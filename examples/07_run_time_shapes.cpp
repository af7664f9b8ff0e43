// SPDX-License-Identifier: BSL-1.0
/// A static function whose batch size is known at run time, and a lambda with captures that is
/// traced at run time.
#include <typegrad/typegrad.hpp>

#include <cmath>
#include <iostream>

namespace tg = typegrad;

// [readme:open_extents]
constexpr auto error = [](auto const& w, auto const& x, auto const& target) {
  return tg::mean_squared_error(tg::matmul(x, w), target);  // a w of (5, 2) does not compile
};

/// The gradient is a tensor<float, 4, 2>; x and target must have equally many lines, or a
/// shape_error is thrown.
auto slope(tg::tensor<float, 4, 2> const& w, tg::tensor<float, tg::dyn_named<"batch">, 4> const& x,
           tg::tensor<float, tg::dyn_named<"batch">, 2> const& target) {
  return tg::grad(error)(w, x, target);
}
// [readme:open_extents end]

int main() {
  tg::tensor<float, tg::dyn_named<"batch">, 4> x(3);
  tg::tensor<float, tg::dyn_named<"batch">, 2> target(3);
  for (int i = 0; i < 3; ++i) x(i, i) = target(i, 1) = 1;
  auto const dw = slope({}, x, target);
  std::cout << dw << "\n";

  // [readme:compile]
  int const steps = 3;
  auto const decay = tg::compile(
      [&](auto a, auto rate) {
        for (int i = 0; i < steps; ++i) a = a - rate * tg::tanh(a);  // any code of the host program
        return tg::sum(a);
      },
      tg::shape{4}, tg::shape{});  // the graph is planned once, for a of (4) and a number
  auto const [value, gradients] =
      decay.value_and_grad({0.5, 1, 1.5, 2}, tg::dynamic_tensor<double>(0.1));
  std::cout << value << "\n" << gradients.first << " " << gradients.second << "\n";
  // [readme:compile end]

  double a = 0.5;
  double da = 1;
  for (int i = 0; i < steps; ++i) {
    double const t = std::tanh(a);
    da *= 1 - 0.1 * (1 - t * t);
    a -= 0.1 * t;
  }
  bool const right =
      std::abs(gradients.first(0) - da) < 1e-15 && std::abs(dw(0, 1) + 2.0f / 3) < 1e-6f;
  return right ? 0 : 1;
}

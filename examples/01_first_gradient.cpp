// SPDX-License-Identifier: BSL-1.0
/// The gradient of a function of matrices, generated while this file compiles.
// [readme:first]
#include <typegrad/typegrad.hpp>

#include <iostream>

namespace tg = typegrad;

static_assert(tg::grad([](auto x) { return x * x * x; })(2.0) == 12.0);

constexpr auto f = [](auto x, auto w) { return tg::sum(tg::tanh(tg::matmul(x, w))); };

int main() {
  tg::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};
  tg::tensor<double, 3, 2> w{{0.1, -0.2}, {0.3, 0.4}, {-0.2, 0.1}};
  auto [value, dw] = tg::value_and_grad(f, tg::wrt<1>)(x, w);
  std::cout << value << "\n" << dw << "\n";
}
// [readme:first end]

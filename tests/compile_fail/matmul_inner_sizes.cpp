// SPDX-License-Identifier: BSL-1.0
// expect gcc: matmul(a, b): columns of a (3) must equal rows of b (4); a is (2, 3), b is (4, 5)
// expect clang: columns of a must equal rows of b
// expect clang-19: "matmul(a, b)"}, typegrad::fixed_string<12>{"a is (2, 3)"}, typegrad::fixed_string<12>{"b is (4, 5)"}
// expect clang-14: matmul_operation, typegrad::tensor<typegrad::traced<double>, 2, 3>, typegrad::tensor<typegrad::traced<double>, 4, 5>
// expect: matmul_inner_sizes.cpp:
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

// After the mistake comes a whole life of uses, none of them reported.
constexpr auto f = [](auto x, auto w) {
  auto h = tg::tanh(tg::matmul(x, w) + 1.0);
  h = h * 2.0;
  h += x(0, 0);
  auto total = tg::sum<0>(h)(1) + x(1, 2);
  total += h(0, 1) / 2;
  auto const root = tg::sqrt(total);
  return tg::where(root > 0.0, root, -root);
};
#ifdef SHOULD_FAIL
tg::tensor<double, 4, 5> const w{};
#else
tg::tensor<double, 3, 5> const w{};
#endif

double use() {
  auto const [value, gradient] = tg::value_and_grad(f)(tg::tensor<double, 2, 3>{}, w);
  tg::tensor<double, 2, 3> const g = tg::grad(f)(tg::tensor<double, 2, 3>{}, w);
  double total = value;
  for (int i = 0; i < 3; ++i) total += gradient(1, i) + g(0, i);
  return total;
}

// SPDX-License-Identifier: BSL-1.0
// expect gcc: matmul(a, b): columns of a (4) must equal rows of b (5); a is (dyn, 4), b is (5, 3)
// expect clang: columns of a must equal rows of b
// expect clang-19: "matmul(a, b)"}, typegrad::fixed_string<14>{"a is (dyn, 4)"}, typegrad::fixed_string<12>{"b is (5, 3)"}
// expect: matmul_of_open_extents.cpp:
// at most: 9 lines
#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x, auto w) { return tg::sum(tg::tanh(tg::matmul(x, w)) + 1.0); };
#ifdef SHOULD_FAIL
tg::tensor<double, 5, 3> const w{};
#else
tg::tensor<double, 4, 3> const w{};
#endif

double use() {
  tg::tensor<double, tg::dyn, 4> const x(3);
  auto const [value, gradient] = tg::value_and_grad(f)(x, w);
  return value + gradient(0, 0) + tg::grad(f)(x, w)(0, 1);
}

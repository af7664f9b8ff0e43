// SPDX-License-Identifier: BSL-1.0
// expect: the step of scan must return {carry, row}, with the carry that it gets, of the same
// expect gcc: the carry is int32; the body gives float64
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto start = 0;
#else
constexpr auto start = 0.0;
#endif
constexpr auto f = [](auto xs) {
  return tg::scan([](auto c, auto x) { return tg::results{c + x, c}; }, start, xs).first;
};
auto use(tg::tensor<double, 4> xs) { return tg::grad(f)(xs); }

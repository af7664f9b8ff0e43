// SPDX-License-Identifier: BSL-1.0
// expect: the body of fori and while_loop must return the carry that it gets, of the same types and shapes
// expect gcc: the carry is float64 (2,); the body gives float64 (2, 2)
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) {
  return tg::sum(tg::fori<10>([](auto c) { return tg::outer(c, c); }, x));
};
#else
constexpr auto f = [](auto x) {
  return tg::sum(tg::fori<10>([](auto c) { return tg::sum(c) * c; }, x));
};
#endif
auto use(tg::tensor<double, 2> x) { return tg::grad(f)(x); }

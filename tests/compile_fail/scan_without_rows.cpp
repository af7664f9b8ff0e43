// SPDX-License-Identifier: BSL-1.0
// expect: the step of scan must return {carry, row}; where no rows are wanted, tg::results{carry, 0.0}
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x, auto const& xs) {
#ifdef SHOULD_FAIL
  auto const [last, rows] = tg::scan([](auto c, auto each) { return c * each; }, x, xs);
#else
  auto const [last, rows] =
      tg::scan([](auto c, auto each) { return tg::results{c * each, 0.0}; }, x, xs);
#endif
  return last;
};
auto answer = tg::grad(f)(2.0, tg::tensor<double, 3>{1, 2, 3});

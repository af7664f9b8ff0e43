// SPDX-License-Identifier: BSL-1.0
// expect: a mask of several elements has no one answer: use tg::where(mask, a, b)
// expect: branch_on_traced_masks.cpp:
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto const& x) {
  if (x > 0) return tg::sum(x * 2.0);
  return tg::sum(x);
};
#else
constexpr auto f = [](auto const& x) { return tg::sum(tg::where(x > 0, x * 2.0, x)); };
#endif
auto answer = tg::grad(f)(tg::tensor<double, 2>{1, 2});

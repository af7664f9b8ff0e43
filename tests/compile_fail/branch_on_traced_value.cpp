// SPDX-License-Identifier: BSL-1.0
// expect: `if`, `while`, `?:` and `&&` cannot ask for a traced value, which is not known yet; use tg::where(x > 0, a, b)
// expect: branch_on_traced_value.cpp:
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) {
  if (x > 0) return x * 2.0;
  return x;
};
#else
constexpr auto f = [](auto x) { return tg::where(x > 0, x * 2.0, x); };
#endif
auto answer = tg::grad(f)(2.0);

// SPDX-License-Identifier: BSL-1.0
// expect: `if`, `while` and `?:` ask a traced mask, such as x > 0 or x != 0; a number is none
// expect: branch_on_traced_value.cpp:
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) {
  if (x) return x * 2.0;
  return x;
};
#else
constexpr auto f = [](auto x) {
  if (x != 0) return x * 2.0;
  return x;
};
#endif
auto answer = tg::grad(f)(2.0);

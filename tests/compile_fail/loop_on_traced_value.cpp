// SPDX-License-Identifier: BSL-1.0
// expect: `if`, `while`, `?:` and `&&` cannot ask for a traced value
// expect: loops whose count is known
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) {
  while (x > 1) x = x - 1;
  return x;
};
#else
constexpr auto f = [](auto x) {
  for (int i = 0; i < 3; ++i) x = x - 1;
  return x;
};
#endif
auto answer = tg::grad(f)(2.0);

// SPDX-License-Identifier: BSL-1.0
// expect: a traced function has at most 64 paths through its `if`, `?:` and loops
// expect: tg::while_loop for loops
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
  for (int i = 0; i < 3 && x > 1; ++i) x = x - 1;
  return x;
};
#endif
auto answer = tg::grad(f)(2.0);

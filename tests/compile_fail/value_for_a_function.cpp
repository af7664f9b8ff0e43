// SPDX-License-Identifier: BSL-1.0
// expect: transforms take the function itself, not its value: grad(f)(x)
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x) { return x * x; };
double use() {
#ifdef SHOULD_FAIL
  return tg::grad(f(2.0))(2.0);
#else
  return tg::grad(f)(2.0);
#endif
}

// SPDX-License-Identifier: BSL-1.0
// expect: a traced function has at most 64 paths through its `if`, `?:` and loops
// expect: use tg::where(mask, a, b) for what is selected
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr int terms = 7;  // 128 paths
#else
constexpr int terms = 6;
#endif
constexpr auto f = [](auto const& x) {
  auto sum = 0 * x(0);
  for (int i = 0; i < terms; ++i)
    if (x(i) > 0) sum += x(i);
  return sum;
};
auto answer = tg::grad(f)(tg::tensor<double, 7>{});

// SPDX-License-Identifier: BSL-1.0
// expect: a member of f is divided by, is a count or an index
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct chosen {
  int i;
  std::array<double, 3> table;
  constexpr auto operator()(auto x) const {
#ifdef SHOULD_FAIL
    return x * table[static_cast<std::size_t>(i)];
#else
    return x * table[1] + i;
#endif
  }
};
double use(int i) { return tg::grad(chosen{i, {1, 2, 3}})(2.0); }

// SPDX-License-Identifier: BSL-1.0
// expect: what f computes must not depend on its members, by a branch, a count or an index
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
struct power {
  int n;
  constexpr auto operator()(auto x) const {
    auto y = x;
    for (int i = 1; i < n; ++i) y = y * x;
    return y;
  }
};
double use() { return tg::grad(power{3})(2.0); }
#else
template <int N>
struct power {
  constexpr auto operator()(auto x) const {
    auto y = x;
    for (int i = 1; i < N; ++i) y = y * x;
    return y;
  }
};
double use() { return tg::grad(power<3>{})(2.0); }
#endif

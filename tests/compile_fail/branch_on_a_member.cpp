// SPDX-License-Identifier: BSL-1.0
// expect: what f computes must not depend on its members
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
struct scaled {
  double w;
  constexpr auto operator()(auto x) const { return w > 0 ? x * w : -x; }
};
#else
struct scaled {
  double w;
  constexpr auto operator()(auto x) const { return tg::where(x * 0 + w > 0, x * w, -x); }
};
#endif
double use(double w) { return tg::grad(scaled{w})(2.0); }

// SPDX-License-Identifier: BSL-1.0
// A closure can only be made by std::bit_cast, for which assignment of std::pair is not trivial.
// expect: std::pair and std::tuple of a plain struct, too, but not of a lambda
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct spring {
  std::pair<double, double> ends;
  constexpr auto operator()(auto x) const { return x * x * ends.first; }
};
double use(std::pair<double, double> ends) {
#ifdef SHOULD_FAIL
  return tg::grad([ends](auto x) { return x * x * ends.first; })(2.0);
#else
  return tg::grad(spring{ends})(2.0);
#endif
}

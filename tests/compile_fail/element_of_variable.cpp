// SPDX-License-Identifier: BSL-1.0
// expect: y(i) = v: y is const, a temporary or of open extents, so that this has no effect: give it a name without const, or fixed extents
// at most: 12 lines
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

auto replaced(tg::variable<double> const& x) {
#ifdef SHOULD_FAIL
  x(0) = 7.0;
  return x;
#else
  auto y = x;
  y(0) = 7.0;
  return y;
#endif
}

// SPDX-License-Identifier: BSL-1.0
// expect: y(i) = v: y is const or a temporary, so that this has no effect: give it a name without const
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

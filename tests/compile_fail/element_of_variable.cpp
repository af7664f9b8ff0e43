// SPDX-License-Identifier: BSL-1.0
// expect gcc: use of deleted function
// expect clang: overload resolution selected deleted operator '='
// at most: 12 lines
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

auto replaced(tg::variable<double> y) {
#ifdef SHOULD_FAIL
  y(0) = 7.0;
#else
  y = 7.0 * y;
#endif
  return y;
}

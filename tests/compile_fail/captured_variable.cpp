// SPDX-License-Identifier: BSL-1.0
// expect: a traced function must not capture; pass run-time values as arguments
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
double use(double k) {
  return tg::grad([k](auto x) { return x * k; })(2.0);
}
#else
double use(double k) {
  return tg::grad([](auto x, auto factor) { return x * factor; })(2.0, k);
}
#endif

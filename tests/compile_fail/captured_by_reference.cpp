// SPDX-License-Identifier: BSL-1.0
// expect: no pointer, reference, bool or `this`; capture by value
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
double use(double k) {
  return tg::grad([&k](auto x) { return x * k; })(2.0);
}
#else
double use(double k) {
  return tg::grad([k](auto x) { return x * k; })(2.0);
}
#endif

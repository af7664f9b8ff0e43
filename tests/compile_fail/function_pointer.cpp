// SPDX-License-Identifier: BSL-1.0
// expect: a function pointer does not say while compiling what it points to
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

template <class T>
constexpr T twice_itself(T x) {
  return x * x;
}
double use() {
#ifdef SHOULD_FAIL
  return tg::grad(twice_itself<double>)(2.0);
#else
  return tg::grad([](auto x) { return twice_itself(x); })(2.0);
#endif
}

// SPDX-License-Identifier: BSL-1.0
// expect: a member of f is used in arithmetic of its own, which cannot be traced: write T(v) * 2 for v * 2 and tg::sqrt(T(v)) for std::sqrt(v), where T is the type of x, or x * v * 2 for x * (v * 2); x takes part before 64 members do; of integers only an int may be a member
// expect gcc: it stands at byte 8 of f
// at most: 20 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

double use(double a, double v) {
#ifdef SHOULD_FAIL
  auto const f = [a, v](auto x) { return x * a + x * (v * 2); };
#else
  auto const f = [a, v](auto x) { return x * a + x * (decltype(x)(v) * 2); };
#endif
  return tg::grad(f)(2.0);
}

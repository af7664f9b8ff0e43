// SPDX-License-Identifier: BSL-1.0
// expect: or bounds std::clamp, before it meets an argument: write x / v, T(a) / T(b) where T is the type of x, tg::clamp(x, lo, hi)
// at most: 16 lines
#include <typegrad/embedded.hpp>

#include <algorithm>
namespace tg = typegrad;

struct limited {
  double low, high;
  template <class T>
  constexpr T operator()(T const& x) const {
#ifdef SHOULD_FAIL
    return x * std::clamp(1.0, low, high);
#else
    return x * std::clamp(x, T(low), T(high));
#endif
  }
};
double use(limited const& f) { return tg::grad(f)(2.0); }

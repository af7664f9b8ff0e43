// SPDX-License-Identifier: BSL-1.0
// expect: a function with data is made while compiling: write constexpr before its constructor
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
#define CONSTEXPR
#else
#define CONSTEXPR constexpr
#endif
struct line {
  CONSTEXPR line(double a, double b) : slope(a), offset(b) {}
  constexpr auto operator()(auto x) const { return x * slope + offset; }
  double slope, offset;
};
double use(line const& f) { return tg::grad(f)(2.0); }

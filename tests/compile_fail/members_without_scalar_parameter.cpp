// SPDX-License-Identifier: BSL-1.0
// expect: wrt<members> needs a function that is a template over the scalar of its members
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
struct line {
  double slope;
  constexpr auto operator()(auto x) const { return x * slope; }
};
double use() { return tg::grad(line{2}, tg::wrt<tg::members>)(2.0); }
#else
template <class S>
struct line {
  S slope;
  constexpr auto operator()(auto x) const { return x * slope; }
};
double use() { return tg::grad(line<double>{2}, tg::wrt<tg::members>)(2.0).slope; }
#endif

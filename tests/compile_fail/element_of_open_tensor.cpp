// SPDX-License-Identifier: BSL-1.0
// expect: y(i) = v: y is const, a temporary or of open extents, so that this has no effect: give it a name without const, or fixed extents
// at most: 12 lines
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const& x) {
  auto y = 2 * x;
  y(0) = x(1);
  return tg::sum(y);
};
#ifdef SHOULD_FAIL
double answer(tg::tensor<double, tg::dyn> const& x) { return tg::evaluate(f)(x); }
#else
double answer(tg::tensor<double, 3> const& x) { return tg::evaluate(f)(x); }
#endif

// SPDX-License-Identifier: BSL-1.0
// expect: y(i) = v: y is const, a temporary or of open extents, so that this has no effect: give it a name without const, or fixed extents
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const& x) {
#ifdef SHOULD_FAIL
  auto const y = 2 * x;
#else
  auto y = 2 * x;
#endif
  y(0) = x(1);
  return y;
};
auto answer = tg::evaluate(f)(tg::tensor<double, 3>{1, 2, 3});

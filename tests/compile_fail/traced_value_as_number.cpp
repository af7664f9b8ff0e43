// SPDX-License-Identifier: BSL-1.0
// expect gcc: cannot convert ‘typegrad::traced<double, typegrad::graph_builder>’ to
// expect clang: no viable conversion from 'typegrad::traced<double>' to
// errors clang-14: 2
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) {
  double const y = x;
  return y;
};
#else
constexpr auto f = [](auto x) {
  auto const y = x;
  return y;
};
#endif
auto answer = tg::grad(f)(2.0);

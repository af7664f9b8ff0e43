// SPDX-License-Identifier: BSL-1.0
// expect: a loop calls its body as body(carry) or body(i, carry), that of scan with the row behind the carry
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x) {
#ifdef SHOULD_FAIL
  return tg::fori<4>([&](int, auto const&, auto const& v) { return v * x; }, x);
#else
  return tg::fori<4>([&](auto const&, auto const& v) { return v * x; }, x);
#endif
};
auto answer = tg::grad(f)(2.0);

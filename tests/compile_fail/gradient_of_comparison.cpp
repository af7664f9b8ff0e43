// SPDX-License-Identifier: BSL-1.0
// expect: a comparison, or an integer made of real numbers, is constant wherever it has a derivative: f must return a
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return x > 1; };
#else
constexpr auto f = [](auto x) { return tg::where(x > 1, x, 0); };
#endif
auto answer = tg::grad(f)(2.0);

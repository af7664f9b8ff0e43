// SPDX-License-Identifier: BSL-1.0
// expect: a number of your own type beside a traced value: write it as a literal, 0.5 * x, or give it as an argument of f
// at most: 14 lines
#include <typegrad/embedded.hpp>
#include <typegrad/number/fixed.hpp>

namespace tg = typegrad;
using number = tg::fixed<16>;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto const& x) { return number(0.5) * x; };
#else
constexpr auto f = [](auto const& x) { return 0.5 * x; };
#endif

auto slope(number x) { return tg::grad(f)(x); }

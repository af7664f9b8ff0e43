// SPDX-License-Identifier: BSL-1.0
// expect: a type of numbers needs each function that a program calls, declared beside it
// at most: 14 lines
#include <typegrad/embedded.hpp>
#include <typegrad/number/fixed.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const& x) { return tg::sqrt(x) * x; };
constexpr auto g = [](auto const& x) { return tg::tanh(x) * x; };

auto right(tg::fixed<16> x) { return tg::grad(f)(x); }
#ifdef SHOULD_FAIL
auto wrong(tg::fixed<16> x) { return tg::grad(g)(x); }
#endif

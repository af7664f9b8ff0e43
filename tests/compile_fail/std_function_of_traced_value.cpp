// SPDX-License-Identifier: BSL-1.0
// expect: use typegrad's own, tg::sin(x) for std::sin(x)
// expect: std_function_of_traced_value.cpp:
// at most: 10 lines
#include <typegrad/embedded.hpp>

#include <cmath>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return std::sin(x); };
#else
constexpr auto f = [](auto x) { return tg::sin(x); };
#endif
auto answer = tg::grad(f)(2.0);

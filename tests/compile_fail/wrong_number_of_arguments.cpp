// SPDX-License-Identifier: BSL-1.0
// expect gcc: the function must take the arguments of the call, all of them and as traced
// expect gcc: the call has 1 argument
// expect clang: requires 2 arguments, but 1 was provided
// at most: 8 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto a, auto b) { return a * b; };
#else
constexpr auto f = [](auto a) { return a * a; };
#endif
auto answer = tg::grad(f)(2.0);

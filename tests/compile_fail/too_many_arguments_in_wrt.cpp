// SPDX-License-Identifier: BSL-1.0
// expect: wrt<...> names at most 8 arguments; put more into a struct
// at most: 11 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const&... a) { return (a + ...); };
#ifdef SHOULD_FAIL
constexpr auto what = tg::wrt<0, 1, 2, 3, 4, 5, 6, 7, 8>;
#else
constexpr auto what = tg::wrt<0, 1, 2, 3, 4, 5, 6, 7>;
#endif
auto answer = tg::grad(f, what)(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0);

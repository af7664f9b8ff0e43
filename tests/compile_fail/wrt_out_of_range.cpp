// SPDX-License-Identifier: BSL-1.0
// expect: wrt<...> must name arguments that the call has; the first is wrt<0>
// expect gcc: the call has 1 argument
// expect clang: count_of_arguments<1>
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto what = tg::wrt<1>;
#else
constexpr auto what = tg::wrt<0>;
#endif
auto answer = tg::grad([](auto a) { return a * a; }, what)(2.0);

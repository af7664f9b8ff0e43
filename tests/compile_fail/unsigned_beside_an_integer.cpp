// SPDX-License-Identifier: BSL-1.0
// expect: typegrad: an unsigned number beside a traced integer: C++ makes both unsigned where f is called plainly: write 3 for 3u
// at most: 45 lines
#include <typegrad/static.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto next = [](auto n) { return n + 1u; };
#else
constexpr auto next = [](auto n) { return n + 1; };
#endif
auto answer = tg::evaluate(next)(-5);

// SPDX-License-Identifier: BSL-1.0
// expect: the derivative with respect to an integer argument is not an integer; pass a real number, 2.0 for 2
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
auto const n = 2;
#else
auto const n = 2.0;
#endif
auto answer = tg::grad([](auto a) { return a * tg::sin(a); })(n);

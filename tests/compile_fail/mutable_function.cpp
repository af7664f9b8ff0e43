// SPDX-License-Identifier: BSL-1.0
// expect: a function is traced once, so it must not be `mutable`
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
auto f = [n = 0.0](auto x) mutable { return x * (n = 2.0); };
#else
auto f = [n = 0.0](auto x) { return x * n; };
#endif
auto answer = tg::grad(f)(2.0);

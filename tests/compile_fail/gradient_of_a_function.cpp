// SPDX-License-Identifier: BSL-1.0
// expect: gradient(y) is NumPy's, the slopes of samples y; the gradient of a function is grad(f)(x)
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x) { return x * x; };
#ifdef SHOULD_FAIL
auto answer = tg::gradient(f)(2.0);
#else
auto answer = tg::grad(f)(2.0);
#endif

// SPDX-License-Identifier: BSL-1.0
// expect gcc: transpose<0, 0>(a): no axis may be named twice; a is (2, 3)
// expect clang: no axis may be named twice
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return tg::transpose<0, 0>(x); };
#else
constexpr auto f = [](auto x) { return tg::transpose<1, 0>(x); };
#endif
auto answer = tg::evaluate(f)(tg::tensor<double, 2, 3>{});

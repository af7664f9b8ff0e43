// SPDX-License-Identifier: BSL-1.0
// expect: x(i, j, ...) takes exactly one index for each axis of x
// expect: number_of_indices.cpp:
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return x(1) * 2.0; };
#else
constexpr auto f = [](auto x) { return x(1, 2) * 2.0; };
#endif
auto answer = tg::grad(f)(tg::tensor<double, 2, 3>{});

// SPDX-License-Identifier: BSL-1.0
// expect: x(i, j, ...) is an element; a part of x is tg::slice<tg::range(0, 2), 1>(x)
// expect: range_as_index.cpp:
// at most: 26 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto const& x) { return tg::sum(x(tg::range(0, 2), 1)); };
#else
constexpr auto f = [](auto const& x) { return tg::sum(tg::slice<tg::range(0, 2), 1>(x)); };
#endif
auto answer = tg::grad(f)(tg::tensor<double, 3, 3>{});

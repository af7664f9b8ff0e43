// SPDX-License-Identifier: BSL-1.0
// expect: elements of arguments are bool, int, std::int64_t, float or double; others, as short
// at most: 36 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const& x, auto n) { return tg::sum(x) * n; };

auto right(tg::tensor<double, 3> const& x, int n) { return tg::grad(f)(x, n); }
#ifdef SHOULD_FAIL
auto wrong(tg::tensor<double, 3> const& x, short n) { return tg::grad(f)(x, n); }
#endif

// SPDX-License-Identifier: BSL-1.0
// expect gcc: mean_squared_error(a, b): a must have the shape of b: (n, 1) and (n,) would broadcast to (n, n); a is (3, 1), b is (3,)
// expect clang: a must have the shape of b: (n, 1) and (n,) would broadcast to (n, n)
// expect: mean_squared_error_shapes.cpp:
// at most: 11 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
using target = tg::tensor<double, 3>;
#else
using target = tg::tensor<double, 3, 1>;
#endif

// Z-06
constexpr auto f = [](auto const& a, auto const& b) { return 2 * tg::mean_squared_error(a, b); };
auto use(tg::tensor<double, 3, 1> const& a, target const& b) { return tg::grad(f)(a, b)(0, 0); }

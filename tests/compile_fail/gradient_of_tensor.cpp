// SPDX-License-Identifier: BSL-1.0
// expect: grad(f) needs f to return one number: use vjp or jacobian, or sum the result
// expect gcc: f returns (2, 3)
// expect clang: function_returns<typegrad::tensor<double, 2, 3>>
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return x * x; };
#else
constexpr auto f = [](auto x) { return tg::sum(x * x); };
#endif
auto answer = tg::grad(f)(tg::tensor<double, 2, 3>{});

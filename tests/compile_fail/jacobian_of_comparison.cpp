// SPDX-License-Identifier: BSL-1.0
// expect: a comparison, or an integer made of real numbers, is constant wherever it has a derivative
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto const& x) { return x > 1; };
#else
constexpr auto f = [](auto const& x) { return tg::where(x > 1, x, 0); };
#endif
auto answer = tg::jacobian(f)(tg::tensor<double, 2>{2, 3});

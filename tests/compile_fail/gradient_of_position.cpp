// SPDX-License-Identifier: BSL-1.0
// expect: a comparison, or an integer made of real numbers, is constant wherever it has a derivative
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto const& x) { return tg::argmax(x); };
#else
constexpr auto f = [](auto const& x) { return tg::max(x); };
#endif
auto answer = tg::grad(f)(tg::tensor<double, 2>{2, 3});

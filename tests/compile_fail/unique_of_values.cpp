// SPDX-License-Identifier: BSL-1.0
// expect: unique(x): how many elements differ depends on their values, and no shape does
// expect: unique_of_values.cpp
// at most: 16 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return tg::sum(tg::unique(x)); };
#else
constexpr auto f = [](auto x) { return tg::sum(tg::sort(x)); };
#endif
auto answer = tg::evaluate(f)(tg::tensor<double, 3>{});

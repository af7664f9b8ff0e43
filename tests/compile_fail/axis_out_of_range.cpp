// SPDX-License-Identifier: BSL-1.0
// expect gcc: sum<2>(a): every axis must lie in [-rank, rank); a is (2, 3)
// expect clang: every axis must lie in [-rank, rank)
// expect clang-19: "sum<2>(a)"
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return tg::sum<2>(x); };
#else
constexpr auto f = [](auto x) { return tg::sum<1>(x); };
#endif
auto answer = tg::evaluate(f)(tg::tensor<double, 2, 3>{});

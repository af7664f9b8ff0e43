// SPDX-License-Identifier: BSL-1.0
// expect gcc: sum<2>(a): every axis must lie in [-rank, rank); a is (2, 3)
// expect clang: every axis must lie in [-rank, rank)
// expect: axis_of_mean.cpp
// at most: 11 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return tg::mean<2>(x) * 2.0; };
#else
constexpr auto f = [](auto x) { return tg::mean<1>(x) * 2.0; };
#endif
auto answer = tg::evaluate(f)(tg::tensor<double, 2, 3>{});

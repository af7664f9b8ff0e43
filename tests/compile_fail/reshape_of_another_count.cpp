// SPDX-License-Identifier: BSL-1.0
// expect gcc: reshape<4, 2>(a): the number of elements must stay the same; a is (2, 3)
// expect clang: the number of elements must stay the same
// expect clang-19: "reshape<4, 2>(a)"
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return tg::reshape<4, 2>(x); };
#else
constexpr auto f = [](auto x) { return tg::reshape<3, 2>(x); };
#endif
auto answer = tg::evaluate(f)(tg::tensor<double, 2, 3>{});

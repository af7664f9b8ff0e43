// SPDX-License-Identifier: BSL-1.0
// expect: typegrad: a / b of integers: C++ cuts the fraction off where f is called plainly: use tg::div(a, b) for the real quotient
// at most: 17 lines
#include <typegrad/static.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto half = [](auto n) { return n / 2; };
#else
constexpr auto half = [](auto n) { return tg::div(n, 2); };
#endif
auto answer = tg::evaluate(half)(3);

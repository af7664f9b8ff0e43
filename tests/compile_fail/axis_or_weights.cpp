// SPDX-License-Identifier: BSL-1.0
// expect: average(x, 1) may mean an axis or weights; write mean<1>(x)
#include <typegrad/static.hpp>

constexpr typegrad::tensor<double, 2, 2> x{{1, 2}, {3, 4}};
#ifdef SHOULD_FAIL
constexpr auto means = typegrad::average(x, 1);
#else
constexpr auto means = typegrad::average(x, x);
#endif

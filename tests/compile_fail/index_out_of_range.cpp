// SPDX-License-Identifier: BSL-1.0
// expect: index_lies_outside_its_axis
// expect: index_out_of_range.cpp:
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return x(1, 3) * 2.0; };
#else
constexpr auto f = [](auto x) { return x(1, 2) * 2.0; };
#endif
auto answer = tg::grad(f)(tg::tensor<double, 2, 3>{});

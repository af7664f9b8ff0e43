// SPDX-License-Identifier: BSL-1.0
// expect: the axis must split into equal parts
// expect gcc: split
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto f = [](auto x) { return tg::split<2, 1>(x)[0] * 2.0; };
#else
constexpr auto f = [](auto x) { return tg::split<3, 1>(x)[0] * 2.0; };
#endif
auto answer = tg::evaluate(f)(tg::tensor<double, 2, 3>{});

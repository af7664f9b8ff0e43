// SPDX-License-Identifier: BSL-1.0
// expect: where the type of x tells its shape, an axis is a template argument: sum<0>(x) for sum(x, 0)
// at most: 8 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 2, 3> x{1, 2, 3, 4, 5, 6};
#ifdef SHOULD_FAIL
auto answer = tg::grad([](auto const& a) { return tg::sum(tg::square(tg::sum(a, 0))); })(x);
#else
auto answer = tg::grad([](auto const& a) { return tg::sum(tg::square(tg::sum<0>(a))); })(x);
#endif

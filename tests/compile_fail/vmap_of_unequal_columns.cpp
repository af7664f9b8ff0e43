// SPDX-License-Identifier: BSL-1.0
// expect: vmap(f)(x...): all that is mapped must have equally many rows
// expect gcc: one argument has 4, another 3
// at most: 16 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto axes = tg::in_axes<0, 0>;
#else
constexpr auto axes = tg::in_axes<0, tg::none>;
#endif
constexpr auto f = [](auto x, auto y) { return tg::sum(x * y); };
auto use(tg::tensor<double, 4, 3> x, tg::tensor<double, 3> y) { return tg::vmap(f, axes)(x, y); }

// SPDX-License-Identifier: BSL-1.0
// expect: pad(x, before, after): the widths are template arguments here: pad<1>(x), pad<1, 2>(x)
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 3> x{1, 2, 3};
#ifdef SHOULD_FAIL
auto answer = tg::pad(x, 1, 2);
#else
auto answer = tg::pad<1, 2>(x);
#endif

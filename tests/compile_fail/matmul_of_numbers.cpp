// SPDX-License-Identifier: BSL-1.0
// expect gcc: matmul(a, b): columns of a (3) must equal rows of b (2); a is (2, 3), b is (2, 3)
// expect clang: columns of a must equal rows of b
// at most: 7 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto b = tg::tensor<double, 2, 3>{};
#else
constexpr auto b = tg::tensor<double, 3, 3>{};
#endif
constexpr auto c = tg::matmul(tg::tensor<double, 2, 3>{}, b) + 1.0;
static_assert(tg::sum(c) == 6);

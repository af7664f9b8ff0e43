// SPDX-License-Identifier: BSL-1.0
// expect: pad knows constant, edge, reflect, symmetric and wrap
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 3> x{1, 2, 3};
#ifdef SHOULD_FAIL
auto answer = tg::pad<"mirror", 1>(x);
#else
auto answer = tg::pad<"reflect", 1>(x);
#endif

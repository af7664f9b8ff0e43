// SPDX-License-Identifier: BSL-1.0
// expect: get<i>(results): i counts from 0, and there are fewer results
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::results both{1, 2.0};
#ifdef SHOULD_FAIL
auto answer = tg::get<2>(both);
#else
auto answer = tg::get<1>(both);
#endif

// SPDX-License-Identifier: BSL-1.0
// expect: conv2d
// expect: a must have as many channels as b
// expect gcc: conv2d<1, 0>(a, b): a must have as many channels as b; a is (1, 3, 5, 5), b is (8, 1, 3, 3)
// at most: 16 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
using filters = tg::tensor<float, 8, 1, 3, 3>;
#else
using filters = tg::tensor<float, 8, 3, 3, 3>;
#endif
auto answer = tg::conv2d(tg::tensor<float, 1, 3, 5, 5>{}, filters{});

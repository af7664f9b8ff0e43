// SPDX-License-Identifier: BSL-1.0
// expect: roll<shift>(x) takes a vector; of several axes name one, roll<shift, 0>(x)
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 2, 2> x{{1, 2}, {3, 4}};
#ifdef SHOULD_FAIL
auto answer = tg::roll<1>(x);
#else
auto answer = tg::roll<1, 0>(x);
#endif

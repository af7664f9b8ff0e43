// SPDX-License-Identifier: BSL-1.0
// expect: roll(x, shift, axis): the shift and the axis are template arguments here: roll<shift>(x), roll<shift, axis>(x)
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 3> x{1, 2, 3};
#ifdef SHOULD_FAIL
auto answer = tg::roll(x, 1);
#else
auto answer = tg::roll<1>(x);
#endif

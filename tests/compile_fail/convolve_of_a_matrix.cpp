// SPDX-License-Identifier: BSL-1.0
// expect gcc: convolve(a, b): both must be vectors; a is (2, 2), b is (2,)
// expect clang: both must be vectors
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 2, 2> x{{1, 2}, {3, 4}};
#ifdef SHOULD_FAIL
auto answer = tg::convolve(x, tg::tensor{1.0, 2.0});
#else
auto answer = tg::convolve(x[0], tg::tensor{1.0, 2.0});
#endif

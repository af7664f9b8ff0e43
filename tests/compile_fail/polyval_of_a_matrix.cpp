// SPDX-License-Identifier: BSL-1.0
// expect gcc: polyval(a, b): a must be a vector of coefficients; a is (2, 2), b is a number
// expect clang: a must be a vector of coefficients
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 2, 2> x{{1, 2}, {3, 4}};
#ifdef SHOULD_FAIL
auto answer = tg::polyval(x, 2.0);
#else
auto answer = tg::polyval(x[0], 2.0);
#endif

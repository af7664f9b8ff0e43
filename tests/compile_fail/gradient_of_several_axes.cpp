// SPDX-License-Identifier: BSL-1.0
// expect: gradient(y) takes a vector; of several axes name one, gradient<0>(y); the derivative of a function is grad(f)(x)
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 2, 2> x{{1, 2}, {3, 4}};
#ifdef SHOULD_FAIL
auto answer = tg::gradient(x);
#else
auto answer = tg::gradient<0>(x);
#endif

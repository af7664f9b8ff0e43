// SPDX-License-Identifier: BSL-1.0
// expect gcc: kron(a, b): both must have at most four axes; a is (1, 1, 1, 1, 2), b is (1, 1, 1, 1, 2)
// expect clang: both must have at most four axes
// at most: 20 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 1, 1, 1, 1, 2> x{1, 2};
#ifdef SHOULD_FAIL
auto answer = tg::kron(x, x);
#else
auto answer = tg::kron(tg::flatten(x), tg::flatten(x));
#endif

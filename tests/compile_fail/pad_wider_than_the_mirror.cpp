// SPDX-License-Identifier: BSL-1.0
// expect gcc: pad<3, 3>(a): the axis must have as many elements as are to stand beside it; a is (3,)
// expect clang: the axis must have as many elements as are to stand beside it
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 3> x{1, 2, 3};
#ifdef SHOULD_FAIL
auto answer = tg::pad<"reflect", 3>(x);
#else
auto answer = tg::pad<"reflect", 2>(x);
#endif

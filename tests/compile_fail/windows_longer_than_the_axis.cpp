// SPDX-License-Identifier: BSL-1.0
// expect gcc: sliding_windows<4>(a): the window must fit into the last axis; a is (3,)
// expect clang: the window must fit into the last axis
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr tg::tensor<double, 3> x{1, 2, 3};
#ifdef SHOULD_FAIL
auto answer = tg::sliding_windows<4>(x);
#else
auto answer = tg::sliding_windows<3>(x);
#endif

// SPDX-License-Identifier: BSL-1.0
// expect: no type tells the length of a std::vector v: tg::view<3>(v.data()) or tg::tensor<double, 3>(v.begin()) for three numbers of it, or tg::dynamic_tensor<double>(v)
// at most: 12 lines
#include <typegrad/embedded.hpp>

#include <vector>

namespace tg = typegrad;

std::vector<double> const v{1, 2, 3};
#ifdef SHOULD_FAIL
tg::tensor<double, 3> const answer(v);
#else
tg::tensor<double, 3> const answer(v.begin());
#endif

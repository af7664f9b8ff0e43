// SPDX-License-Identifier: BSL-1.0
// expect: the elements of this tensor must fit into memory
// at most: 10 lines
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr int rank = tg::tensor<double, tg::dyn, 4294967296, 4294967296>::rank;
#else
constexpr int rank = tg::tensor<double, tg::dyn, 4294967296, 4>::rank;
#endif

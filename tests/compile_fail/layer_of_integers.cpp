// SPDX-License-Identifier: BSL-1.0
// expect: a layer of integers cannot be learned; make its parameters float or double
// at most: 12 lines
#include <typegrad/nn/dynamic_parameters.hpp>
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
using weights = tg::dynamic_tensor<int>;
#else
using weights = tg::dynamic_tensor<double>;
#endif
tg::matmul_layer<weights> layer;

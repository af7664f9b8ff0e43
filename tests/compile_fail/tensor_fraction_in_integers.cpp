// SPDX-License-Identifier: BSL-1.0
// expect: a tensor of integers takes integers
// at most: 10 lines
#include <typegrad/tensor/tensor.hpp>

#ifdef SHOULD_FAIL
typegrad::tensor<int, 3> x{1, 2, 3.5};
#else
typegrad::tensor<int, 3> x{1, 2, 3};
#endif

// SPDX-License-Identifier: BSL-1.0
// expect: braces take exactly one inner brace for each index of their axis
// at most: 8 lines
#include <typegrad/tensor/tensor.hpp>

#ifdef SHOULD_FAIL
typegrad::tensor<double, 2, 3> x{{1, 2, 3}};
#else
typegrad::tensor<double, 2, 3> x{{1, 2, 3}, {4, 5, 6}};
#endif

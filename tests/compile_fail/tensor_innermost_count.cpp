// SPDX-License-Identifier: BSL-1.0
// expect: innermost braces take exactly as many values as the last extent
// at most: 8 lines
#include <typegrad/tensor/tensor.hpp>

#ifdef SHOULD_FAIL
typegrad::tensor<double, 2, 2, 2> x{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8, 9}}};
#else
typegrad::tensor<double, 2, 2, 2> x{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
#endif

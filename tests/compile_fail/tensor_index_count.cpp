// SPDX-License-Identifier: BSL-1.0
// expect: x(i, j, ...) takes exactly one index for each axis of x
// at most: 10 lines
#include <typegrad/tensor/tensor.hpp>

constexpr typegrad::tensor<double, 2, 3> x{1, 2, 3, 4, 5, 6};
#ifdef SHOULD_FAIL
double y = x(1);
#else
double y = x(1, 2);
#endif

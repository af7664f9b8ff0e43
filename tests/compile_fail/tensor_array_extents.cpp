// SPDX-License-Identifier: BSL-1.0
// expect: the extents of the array must be those of the tensor
// at most: 8 lines
#include <typegrad/tensor/tensor.hpp>

#ifdef SHOULD_FAIL
double const rows[3][2] = {{1, 2}, {3, 4}, {5, 6}};
#else
double const rows[2][3] = {{1, 2, 3}, {4, 5, 6}};
#endif
typegrad::tensor<double, 2, 3> x(rows);

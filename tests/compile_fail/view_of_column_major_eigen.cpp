// SPDX-License-Identifier: BSL-1.0
// expect: view(matrix) needs row-major storage without gaps; tensor(matrix) copies any
// at most: 8 lines
#include <typegrad/interop/eigen.hpp>

#ifdef SHOULD_FAIL
Eigen::Matrix<double, 2, 3> m;
#else
Eigen::Matrix<double, 2, 3, Eigen::RowMajor> m;
#endif
void show() { typegrad::view(m); }

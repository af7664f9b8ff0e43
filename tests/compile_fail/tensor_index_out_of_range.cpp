// SPDX-License-Identifier: BSL-1.0
// expect: index_lies_outside_its_axis
// at most: 12 lines
#include <typegrad/tensor/tensor.hpp>

constexpr typegrad::tensor<double, 2, 3> x{1, 2, 3, 4, 5, 6};
#ifdef SHOULD_FAIL
inline constexpr double y = x(1, 3);
#else
inline constexpr double y = x(1, 2);
#endif

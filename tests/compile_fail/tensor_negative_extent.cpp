// SPDX-License-Identifier: BSL-1.0
// expect: the extents of this tensor must not be negative
// at most: 9 lines
#include <typegrad/typegrad.hpp>

#ifdef SHOULD_FAIL
using vector = typegrad::tensor<double, -3>;
#else
using vector = typegrad::tensor<double, typegrad::dyn>;
#endif
vector const x;

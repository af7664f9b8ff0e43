// SPDX-License-Identifier: BSL-1.0
// expect gcc: a + b: extents of a and b, aligned at the last axis, must be equal or 1; a is (dyn, 4), b is (3, 4)
// expect clang: extents of a and b, aligned at the last axis, must be equal or 1
// expect: open_extent_and_number.cpp:
// at most: 8 lines
#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>

namespace tg = typegrad;

tg::tensor<double, tg::dyn, 4> const x(3);
#ifdef SHOULD_FAIL
auto const sum = x + tg::tensor<double, 3, 4>{};
#else
auto const sum = x + tg::tensor<double, 4>{};
#endif

// SPDX-License-Identifier: BSL-1.0
// expect gcc: a + b: extents of a and b, aligned at the last axis, must be equal or 1; a is (batch, 4), b is (time, 4)
// expect clang: extents of a and b, aligned at the last axis, must be equal or 1
// expect clang-19: {"a + b"}, typegrad::fixed_string<16>{"a is (batch, 4)"}, typegrad::fixed_string<15>{"b is (time, 4)"}
// expect: extents_of_other_names.cpp:
// at most: 9 lines
#include <typegrad/static.hpp>

#include <typegrad/api/open_program.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x, auto y) { return tg::sum(x + y); };
#ifdef SHOULD_FAIL
using other = tg::tensor<double, tg::dyn_named<"time">, 4>;
#else
using other = tg::tensor<double, tg::dyn_named<"batch">, 4>;
#endif

double use() { return tg::evaluate(f)(tg::tensor<double, tg::dyn_named<"batch">, 4>(3), other(3)); }

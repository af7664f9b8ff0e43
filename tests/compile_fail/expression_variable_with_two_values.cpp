// SPDX-License-Identifier: BSL-1.0
// expect: a variable is given two values
// at most: 24 lines
#include <typegrad/api/expression.hpp>
#include <typegrad/embedded.hpp>

constexpr auto a = typegrad::var<"a", double>;
constexpr auto b = typegrad::var<"b", double>;

#ifdef SHOULD_FAIL
double value = (a * b)(a = 1.0, b = 2.0, a = 3.0);
#else
double value = (a * b)(a = 1.0, b = 2.0);
#endif

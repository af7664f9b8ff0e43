// SPDX-License-Identifier: BSL-1.0
// expect: the expression has no variable of this name
// at most: 20 lines
#include <typegrad/api/expression.hpp>
#include <typegrad/embedded.hpp>

constexpr auto a = typegrad::var<"a", double>;
constexpr auto b = typegrad::var<"b", double>;

#ifdef SHOULD_FAIL
double value = (a * a)(a = 1.0, b = 2.0);
#else
double value = (a * a)(a = 1.0);
#endif

// SPDX-License-Identifier: BSL-1.0
// expect: a number in a typed expression is a literal, 0.5_c, or a variable
// at most: 30 lines
#include <typegrad/api/expression.hpp>
#include <typegrad/embedded.hpp>

constexpr auto a = typegrad::var<"a", double>;
constexpr auto b = typegrad::var<"b", double>;

#ifdef SHOULD_FAIL
constexpr auto e = a * 2.0;
#else
using namespace typegrad::literals;
constexpr auto e = a * 2.0_c;
#endif

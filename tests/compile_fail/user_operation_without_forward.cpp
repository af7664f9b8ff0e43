// SPDX-License-Identifier: BSL-1.0
// expect: the operation has no forward(x...); write one in library operations, or shape(...) and kernel(...)
// at most: 12 lines
#include <typegrad/typegrad.hpp>

struct unfinished {
#ifndef SHOULD_FAIL
  static constexpr auto forward(auto x) { return x * x; }
#endif
};
constexpr auto f = [](auto x) { return typegrad::apply<unfinished>(x); };
double result = typegrad::evaluate(f)(2.0);

// SPDX-License-Identifier: BSL-1.0
// expect: helper
// expect: non_constexpr_call.cpp:
// expect gcc: call to non-‘constexpr’ function
// expect clang: non-constexpr function
// errors gcc: 2
// at most: 48 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
double helper(double x);
#else
constexpr double helper(double x) { return x; }
#endif
auto answer = tg::grad([](auto x) { return x * helper(2.0); })(2.0);

// SPDX-License-Identifier: BSL-1.0
// expect gcc: solve(a, b): b must have as many rows as a; a is (3, 3), b is (2,)
// expect clang: b must have as many rows as a
// expect: solve_of_other_rows.cpp:
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const& a, auto const& b) { return tg::solve(a, b); };

#ifdef SHOULD_FAIL
auto use(tg::tensor<double, 3, 3> const& a, tg::tensor<double, 2> const& b) {
  return tg::evaluate(f)(a, b)(0);
}
#else
auto use(tg::tensor<double, 3, 3> const& a, tg::tensor<double, 3> const& b) {
  return tg::evaluate(f)(a, b)(0);
}
#endif

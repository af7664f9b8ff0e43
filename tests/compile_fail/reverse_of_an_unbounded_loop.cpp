// SPDX-License-Identifier: BSL-1.0
// expect: a_loop_without_a_bound_has_no_reverse_derivative_write_while_loop_Max_or_fori_Max
// at most: 40 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr auto most = tg::unbounded_turns;
#else
constexpr auto most = 50;
#endif
constexpr auto root = [](auto a) {
  return tg::while_loop<most>([&](auto x) { return x * x > 1.0001 * a; },
                              [&](auto x) { return 0.5 * (x + a / x); }, a);
};
double use(double a) { return tg::grad(root)(a); }

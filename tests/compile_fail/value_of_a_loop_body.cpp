// SPDX-License-Identifier: BSL-1.0
// expect: a_value_made_in_the_body_of_a_loop_is_used_behind_the_loop
// at most: 30 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x) {
  auto last = x;
  auto const body = [&](auto c) {
    last = c * x;
    return last;
  };
  auto const end = tg::fori<10>(body, x);
#ifdef SHOULD_FAIL
  return end + last;
#else
  return end;
#endif
};
double use(double x) { return tg::grad(f)(x); }

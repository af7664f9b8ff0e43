// SPDX-License-Identifier: BSL-1.0
// expect: the_body_of_a_loop_must_not_change_what_is_around_it_put_it_into_the_carry
// at most: 40 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto x) {
  double t = 0;
  auto const body = [&](auto c) {
#ifdef SHOULD_FAIL
    t += 0.1;
#endif
    return c + t * tg::grad([](auto a, auto b) { return a * a * b; })(c, x);
  };
  return tg::fori<10>(body, x);
};
double use(double x) { return tg::grad(f)(x); }

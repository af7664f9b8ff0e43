// SPDX-License-Identifier: BSL-1.0
// expect: tracing_takes_more_steps_than_the_compiler_evaluates_write_fori_scan_or_compile
// at most: 40 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto chain = [](auto x, auto z) {
#ifdef SHOULD_FAIL
  auto y = x;
  for (int i = 0; i < 200; ++i) y = tg::sin(y * x) + z * y;
  return y;
#else
  return tg::fori<200>([&](auto const& y) { return tg::sin(y * x) + z * y; }, x);
#endif
};
double use(double x) { return tg::grad(tg::grad(chain))(x, x); }

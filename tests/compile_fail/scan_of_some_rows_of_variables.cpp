// SPDX-License-Identifier: BSL-1.0
// expect: scan(n, step, carry, xs...): sequences of variables have as many rows as there are
// expect: turns: scan(step, carry, slice(xs, {range(0, n)}))
// at most: 11 lines
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

constexpr auto step = [](auto const& sum, auto const& x) { return tg::results{sum + x, x}; };

auto use(tg::variable<double> const& xs, int n) {
#ifdef SHOULD_FAIL
  return tg::scan(n, step, tg::variable<double>(0.0), xs);
#else
  return tg::scan(step, tg::variable<double>(0.0), tg::slice(xs, {tg::range(0, n)}));
#endif
}

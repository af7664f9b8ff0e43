// SPDX-License-Identifier: BSL-1.0
// expect: a comparison, or an integer made of real numbers, is constant wherever it has a derivative
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

void use() {
#ifdef SHOULD_FAIL
  auto const f = [](auto const& x) { return x > 1; };
#else
  auto const f = [](auto const& x) { return tg::where(x > 1, x, 0); };
#endif
  auto const pulled = tg::vjp(f)(tg::variable<double>{1, 2});
}

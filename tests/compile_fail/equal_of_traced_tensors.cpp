// SPDX-License-Identifier: BSL-1.0
// expect: a == b of tensors that are traced, or of two types: write tg::equal(a, b) for a mask, tg::all(tg::equal(a, b)) for one answer
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const& a, auto const& b) {
#ifdef SHOULD_FAIL
  return tg::sum(tg::where(a == b, a, 0));
#else
  return tg::sum(tg::where(tg::equal(a, b), a, 0));
#endif
};
auto answer = tg::grad(f)(tg::tensor{1.0, 2.0}, tg::tensor{1.0, 3.0});

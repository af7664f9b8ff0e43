// SPDX-License-Identifier: BSL-1.0
// expect: a struct that is an argument is traced with all its members: write S n for double n
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

template <class S>
struct model {
  S a;
#ifdef SHOULD_FAIL
  int n;
#else
  S n;
#endif
  constexpr auto operator()(auto x) const { return a * x * n; }
};
auto answer = tg::value_and_grad(model<double>{3, 2}, tg::wrt<tg::members>)(1.0);

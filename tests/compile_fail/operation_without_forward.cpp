// SPDX-License-Identifier: BSL-1.0
// expect: the operation has no forward(x...); write one in library operations
// at most: 10 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
struct cube {
  static constexpr auto name = "cube";
};
#else
struct cube {
  static constexpr auto name = "cube";
  static constexpr auto forward(auto x) { return x * x * x; }
};
#endif
auto answer = tg::grad([](auto x) { return tg::apply<cube>(x); })(2.0);

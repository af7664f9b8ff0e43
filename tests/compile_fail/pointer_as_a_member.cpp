// SPDX-License-Identifier: BSL-1.0
// expect: a function with data holds numbers, and arrays and tensors of them: no pointer
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct weighted {
#ifdef SHOULD_FAIL
  double const* w;
#else
  std::array<double, 1> w;
#endif
  constexpr auto operator()(auto x) const { return x * w[0]; }
};
double use(weighted const& f) { return tg::grad(f)(2.0); }

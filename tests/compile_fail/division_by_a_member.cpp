// SPDX-License-Identifier: BSL-1.0
// expect: a member of f is divided by
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct whitened {
  double sigma;
  constexpr auto operator()(auto x) const {
#ifdef SHOULD_FAIL
    return x * (1 / sigma);
#else
    return x / sigma;
#endif
  }
};
double use(double sigma) { return tg::grad(whitened{sigma})(2.0); }

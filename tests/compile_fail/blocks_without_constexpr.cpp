// SPDX-License-Identifier: BSL-1.0
// expect: blocks<...>(f) calls f while compiling: write constexpr before its operator()
// expect: -fimplicit-constexpr; at run time tg::compile
// errors gcc: 3
// errors clang: 2
// at most: 60 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
#define CONSTEXPR
#else
#define CONSTEXPR constexpr
#endif
struct line {
  template <class T>
  CONSTEXPR bool operator()(T const* parameters, T* residual) const {
    residual[0] = parameters[0] * 2.0 - parameters[1];
    return true;
  }
};
bool use(double const* const* blocks, double* residuals, double** jacobians) {
  return tg::blocks<1, 2>(line{})(blocks, residuals, jacobians);
}

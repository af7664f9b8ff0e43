// SPDX-License-Identifier: BSL-1.0
// expect: blocks<residuals, sizes...>(f) needs the number of residuals and the size of each block
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct line {
  template <class T>
  constexpr bool operator()(T const* parameters, T* residual) const {
    residual[0] = parameters[0] * 2.0 - parameters[1];
    return true;
  }
};
#ifdef SHOULD_FAIL
constexpr auto f = tg::blocks<1, 0>(line{});
#else
constexpr auto f = tg::blocks<1, 2>(line{});
#endif

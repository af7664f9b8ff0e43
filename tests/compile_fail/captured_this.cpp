// SPDX-License-Identifier: BSL-1.0
// expect: capture by value
// at most: 14 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct model {
  double w;
  double use() const {
#ifdef SHOULD_FAIL
    return tg::grad([this](auto x) { return x * w; })(2.0);
#else
    return tg::grad([w = w](auto x) { return x * w; })(2.0);
#endif
  }
};

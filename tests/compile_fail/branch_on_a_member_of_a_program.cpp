// SPDX-License-Identifier: BSL-1.0
// expect: what f computes must not depend on its members, by a branch, a count or an index
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct weighted {
  double weight;
  constexpr auto operator()(auto x) const {
#ifdef SHOULD_FAIL
    if (weight > 0) return x * x;
#endif
    return x * weight;
  }
};
using program = tg::program<decltype(tg::grad(weighted{2})), double>;
constexpr int nodes = program::node_count;

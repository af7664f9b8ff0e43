// SPDX-License-Identifier: BSL-1.0
// expect: index_lies_outside_its_axis
// expect: mistake_behind_a_branch.cpp:
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr int last = 3;
#else
constexpr int last = 2;
#endif
constexpr auto f = [](auto const& x) {
  if (x(0) > 0) return x(1);
  return x(last);
};
auto answer = tg::grad(f)(tg::tensor<double, 3>{});

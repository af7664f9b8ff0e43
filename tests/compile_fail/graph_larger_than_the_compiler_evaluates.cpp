// SPDX-License-Identifier: BSL-1.0
// expect: graph_has_more_nodes_than_a_program_can_hold_write_fori_scan_or_compile
// flags: -DTYPEGRAD_MAX_NODES=64
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto power = [](auto x) {
#ifdef SHOULD_FAIL
  auto y = x;
  for (int i = 0; i < 1000; ++i) y = y * x + 1;
  return y;
#else
  return tg::fori<1000>([&](auto const& y) { return y * x + 1; }, x);
#endif
};
double use(double x) { return tg::grad(power)(x); }

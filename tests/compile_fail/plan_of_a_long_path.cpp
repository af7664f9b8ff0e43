// SPDX-License-Identifier: BSL-1.0
// expect gcc: planning this graph takes more steps than the compiler evaluates: write what is
// expect clang: graph_has_more_nodes_than_a_program_can_hold_write_fori_scan_or_compile
// at most: 40 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

// GCC traces it to the end.
constexpr auto path = [](auto x, auto z) {
  auto const step = [&](auto const& y) {
    return tg::where(y > z, tg::exp(-y * z), tg::sqrt(y * y + z));
  };
#ifdef SHOULD_FAIL
  auto y = x;
  for (int i = 0; i < 600; ++i) y = step(y);
  return y;
#else
  return tg::fori<600>(step, x);
#endif
};
double use(double x, double z) { return tg::evaluate(path)(x, z); }

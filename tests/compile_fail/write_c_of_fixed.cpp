// SPDX-License-Identifier: BSL-1.0
// expect: write_c<program>(out, name): a function in C computes with float or double
// at most: 8 lines
#include <typegrad/c_text/write_c.hpp>
#include <typegrad/embedded.hpp>
#include <typegrad/number/fixed.hpp>

#include <sstream>

namespace tg = typegrad;

#if defined(SHOULD_FAIL)
using number = tg::fixed<16>;
#else
using number = double;
#endif

void write(std::ostream& out) {
  auto const slope = [](auto x) { return x * x; };
  tg::write_c<tg::program<decltype(tg::grad(slope)), number>>(out, "slope");
}

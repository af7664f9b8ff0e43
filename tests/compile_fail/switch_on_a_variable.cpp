// SPDX-License-Identifier: BSL-1.0
// GCC 12 would take the conversion of masks, whose `requires` does not hold, and switch on 1.
// expect gcc: switch quantity not an integer
// expect clang: statement requires expression of integer type
// at most: 2 lines
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

double use(tg::variable<double> const& x) {
#ifdef SHOULD_FAIL
  switch ((x > 0.0) + 2 * (x > 1.0)) {
#else
  switch (int(x > 0.0) + 2 * int(x > 1.0)) {
#endif
    case 0:
      return 1;
    default:
      return 2;
  }
}

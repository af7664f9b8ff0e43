// SPDX-License-Identifier: BSL-1.0
// expect: a function of numbers of your own type must not have data of its own; give it as an argument
// at most: 10 lines
#include <typegrad/embedded.hpp>
#include <typegrad/number/fixed.hpp>

namespace tg = typegrad;
using number = tg::fixed<16>;

#ifdef SHOULD_FAIL
auto slope(number gain, number x) {
  return tg::grad([gain](auto const& y) { return gain * y * y; })(x);
}
#else
auto slope(number gain, number x) {
  return tg::grad([](auto const& y, auto const& factor) { return factor * y * y; })(x, gain);
}
#endif

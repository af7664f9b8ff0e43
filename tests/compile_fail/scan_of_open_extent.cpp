// SPDX-License-Identifier: BSL-1.0
// expect: scan(step, carry, xs...): the number of turns is known while compiling: with open
// expect: extents call it with tg::variable
// at most: 11 lines
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

constexpr auto total = [](auto const& xs) {
  return tg::scan([](auto const& sum, auto const& x) { return tg::results{sum + x, x}; }, 0.0, xs)
      .first;
};
#ifdef SHOULD_FAIL
using sequence = tg::tensor<double, tg::dyn>;
#else
using sequence = tg::tensor<double, 3>;
#endif
double use(sequence const& x) { return tg::evaluate(total)(x); }

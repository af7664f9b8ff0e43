// SPDX-License-Identifier: BSL-1.0
// expect: scan(step, carry, xs...): the extents of a row are known while compiling: with open ones
// expect: call it with tg::variable
// at most: 11 lines
#include <typegrad/typegrad.hpp>

namespace tg = typegrad;

constexpr auto total = [](auto const& xs) {
  auto const step = [](auto const& sum, auto const& x) { return tg::results{sum + tg::sum(x), x}; };
  return tg::scan(step, 0.0, xs).first;
};
#ifdef SHOULD_FAIL
using sequence = tg::tensor<double, tg::dyn, tg::dyn>;
#else
using sequence = tg::tensor<double, tg::dyn, 3>;
#endif
double use(sequence const& x) { return tg::evaluate(total)(x); }

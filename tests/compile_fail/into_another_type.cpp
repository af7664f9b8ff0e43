// SPDX-License-Identifier: BSL-1.0
// expect: typegrad: into(y...) needs the result of the program, or each of its results
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

constexpr auto f = [](auto const& x) { return tg::sum(x * x); };
using program = tg::program<decltype(tg::value_and_grad(f)), tg::tensor<float, 4>>;

void write(tg::tensor<float, 4> const& x, float& value, tg::tensor<float, 4>& slope) {
#ifdef SHOULD_FAIL
  program::run(tg::into(slope, value), x);
#else
  program::run(tg::into(value, slope), x);
#endif
}

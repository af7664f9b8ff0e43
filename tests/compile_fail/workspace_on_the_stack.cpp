// SPDX-License-Identifier: BSL-1.0
// expect: the workspace must fit into TYPEGRAD_MAX_STACK_BYTES: call tg::program<...>::run(memory, x...) with memory of your own
// expect: 960000
// at most: 9 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr tg::index_t n = 200;
#else
constexpr tg::index_t n = 20;
#endif
auto f(tg::tensor<double, n, n> const& x) {
  return tg::evaluate(
      [](auto a) { return tg::sum(a * tg::matmul(tg::tanh(tg::matmul(a, a)), tg::tanh(a))); })(x);
}

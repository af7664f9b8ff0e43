// SPDX-License-Identifier: BSL-1.0
// expect gcc: tracing_takes_more_steps_than_the_compiler_evaluates_write_fori_scan_or_compile
// expect clang: constexpr evaluation hit maximum step limit
// at most: 40 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

// Heston's model of a price: few nodes, but many steps of the compiler for each.
constexpr auto price = [](auto const& p, auto const& z) {
  auto const step = [&](auto const& state, auto const& noise) {
    auto const v = tg::maximum(state(1), 0.0);
    auto const root = tg::sqrt(v * 0.02);
    auto const s = state(0) - 0.01 * v + root * noise(0);
    auto const w = p(2) * noise(0) + tg::sqrt(1.0 - p(2) * p(2)) * noise(1);
    return tg::stack(s, state(1) + 0.02 * p(0) * (p(1) - v) + 0.3 * root * w);
  };
#ifdef SHOULD_FAIL
  auto state = tg::stack(0.0 * p(0), p(1));
  for (int i = 0; i < 60; ++i) state = step(state, tg::stack(z(i, 0), z(i, 1)));
#else
  auto const turn = [&](auto const& state, auto const& noise) {
    auto const next = step(state, noise);
    return tg::results{next, next(0)};
  };
  auto const [state, path] = tg::scan(turn, tg::stack(0.0 * p(0), p(1)), z);
#endif
  return tg::maximum(100.0 * tg::exp(state(0)) - 100.0, 0.0);
};
auto use(tg::tensor<double, 4, 3> const& p, tg::tensor<double, 4, 60, 2> const& z) {
  return tg::vmap(tg::value_and_grad(price))(p, z);
}

// SPDX-License-Identifier: BSL-1.0
// expect: compile(f, examples...) needs a shape, a tensor or a number for each argument: pass the
// expect: members of a struct or tuple one by one, and put them together within f
// at most: 12 lines
#include <typegrad/typegrad.hpp>

#include <tuple>

namespace tg = typegrad;

constexpr auto product = [](auto const& pair) { return std::get<0>(pair) * std::get<1>(pair); };

double use() {
#ifdef SHOULD_FAIL
  tg::compile(product, std::tuple{2.0, 3.0});
  return 0;
#else
  auto const f =
      tg::compile([](auto const& a, auto const& b) { return product(std::tuple{a, b}); }, 2.0, 3.0);
  return f(tg::dynamic_tensor<double>(2.0), tg::dynamic_tensor<double>(3.0)).item();
#endif
}

// SPDX-License-Identifier: BSL-1.0
// expect: backward(gy, x..., y) must give each operand a gradient of that operand's shape
#include <typegrad/typegrad.hpp>

struct user_sum {
  static constexpr auto forward(auto x) { return typegrad::sum(x); }
#ifdef SHOULD_FAIL
  static constexpr auto backward(auto gy, auto) { return gy; }
#else
  static constexpr auto backward(auto gy, auto) { return typegrad::broadcast_to<3>(gy); }
#endif
};
constexpr auto f = [](auto x) { return typegrad::apply<user_sum>(x); };
auto gradient = typegrad::grad(f)(typegrad::tensor<double, 3>{1, 2, 3});

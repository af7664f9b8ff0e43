// SPDX-License-Identifier: BSL-1.0
// expect gcc: a + b: extents of a and b, aligned at the last axis, must be equal or 1; a is (2, 4), b is (5,)
// expect clang: extents of a and b, aligned at the last axis, must be equal or 1
// expect clang-19: "a + b"
// expect: three_calls_deep.cpp:
// at most: 12 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

#ifdef SHOULD_FAIL
constexpr tg::index_t width = 5;
#else
constexpr tg::index_t width = 4;
#endif

template <class T>
struct layer {
  tg::tensor<T, 3, 4> w;
  tg::tensor<T, width> b;
  constexpr auto operator()(auto const& x) const { return tg::tanh(tg::matmul(x, w) + b); }
};
template <class T>
struct net {
  layer<T> hidden;
  tg::tensor<T, 4, 2> v;
  constexpr auto operator()(auto const& x) const { return tg::matmul(hidden(x), v); }
};
constexpr auto loss = [](auto const& n, auto x) {
  auto y = n(x);
  return tg::mean(y * y);
};
net<float> step = tg::grad(loss)(net<float>{}, tg::tensor<float, 2, 3>{});

// SPDX-License-Identifier: BSL-1.0
// expect: the sides must have one length
// expect gcc: pair(a, b): the sides must have one length; a is (3,), b is (2,)
// expect clang: in call to 'must_hold(&"the sides must have one length"[0])'
// at most: 11 lines
#include <typegrad/embedded.hpp>

namespace tg = typegrad;

struct pair_operation : tg::element_wise<2> {
  static constexpr auto name = "pair";
  static constexpr tg::shape_result shape(tg::list_view<tg::shape> x, tg::list_view<tg::word>) {
    if (x[0] == x[1]) return {x[0]};
    return {{}, "the sides must have one length"};
  }
  template <class T>
  static constexpr T forward(T const& a, T const& b) {
    return a + b;
  }
};
#ifdef SHOULD_FAIL
tg::tensor<double, 2> b;
#else
tg::tensor<double, 3> b;
#endif
auto answer = tg::evaluate([](auto x, auto y) { return tg::apply<pair_operation>(x, y); })(
    tg::tensor<double, 3>{}, b);

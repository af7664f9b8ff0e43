// SPDX-License-Identifier: BSL-1.0
#include "against_numpy.hpp"

#include <typegrad/debug/check_laws.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_stack)

static_assert(tg::stack(1.0, 2.0, 3.0) == tg::tensor<double, 3>{1, 2, 3});
static_assert(tg::grad([](auto a) {
                return tg::sum(tg::stack(a, a * a) * tg::tensor<double, 2>{5, 7});
              })(3.0) == 47.0);  // 5 + 14 a

BOOST_AUTO_TEST_CASE(values_are_those_of_numpy) {
  constexpr auto& count = counted<int, 2, 3, 4>;
  auto const y = tg::stack<-1>(count, count + 100, count + 200);
  static_assert(std::is_same_v<decltype(y), tg::tensor<int, 2, 3, 4, 3> const>);
  BOOST_TEST(is_near(y, numpy::stack_m1));
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws([](auto a, auto b) { return tg::stack<1>(a * a, b, a * b); },
                            tg::tensor<double, 2>{0.5, -1.25}, tg::tensor<double, 2>{2.0, 0.75}));
}

BOOST_AUTO_TEST_SUITE_END()

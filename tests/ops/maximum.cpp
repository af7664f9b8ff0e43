// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_maximum)

static_assert((tg::max)(2, 3.5) == 3.5);
static_assert(tg::grad([](auto x) { return (tg::max)(x * x, 3 * x); })(4.0) == 8.0);
static_assert(tg::grad(tg::grad([](auto x) { return (tg::max)(x * x, 3 * x); }))(4.0F) == 2.0F);

BOOST_AUTO_TEST_CASE(the_laws_hold_for_operands_that_broadcast) {
  BOOST_TEST(tg::check_laws([](auto a, auto b) { return (tg::max)(a * a, b); },
                            tg::tensor<double, 2, 1>{{1}, {-2}},
                            tg::tensor<double, 3>{3, -0.75, 7}));
}

BOOST_AUTO_TEST_CASE(the_gradient_follows_the_element_taken_and_is_shared_by_equals) {
  tg::tensor<double, 3> const a{1, 5, 2};
  tg::tensor<double, 3> const b{4, 2, 2};
  BOOST_TEST(((tg::max)(a, b) == tg::tensor<double, 3>{4, 5, 2}));
  constexpr auto f = [](auto x, auto y) {
    auto const z = (tg::max)(x, y);
    return tg::sum(z * z * z);
  };
  auto const [ga, gb] = tg::grad(f, tg::wrt<0, 1>)(a, b);
  BOOST_TEST((ga == tg::tensor<double, 3>{0, 75, 6}));
  BOOST_TEST((gb == tg::tensor<double, 3>{48, 0, 6}));
}

BOOST_AUTO_TEST_CASE(a_broadcast_operand_gets_the_sum) {
  tg::tensor<double, 2, 3> const x{{1, 5, 2}, {0, 9, 3}};
  auto const [gx, gb] = tg::grad([](auto v, auto bound) { return tg::sum((tg::max)(v, bound)); },
                                 tg::wrt<0, 1>)(x, 3.0);
  BOOST_TEST((gx == tg::tensor<double, 2, 3>{{0, 1, 0}, {0, 1, 0.5}}));
  BOOST_TEST(gb == 3.5);
}

BOOST_AUTO_TEST_CASE(a_nan_on_either_side_gives_the_first_operand) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  BOOST_TEST(std::isnan((tg::max)(nan, 1.0)));
  BOOST_TEST((tg::max)(1.0, nan) == 1.0);
}

BOOST_AUTO_TEST_CASE(integers_stay_integer) {
  static_assert(std::is_same_v<decltype((tg::max)(tg::tensor<int, 2>{}, 1)), tg::tensor<int, 2>>);
  BOOST_TEST(((tg::max)(tg::tensor<int, 2>{-3, 3}, 1) == tg::tensor<int, 2>{1, 3}));
}

BOOST_AUTO_TEST_SUITE_END()

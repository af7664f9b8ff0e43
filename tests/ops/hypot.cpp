// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_hypot)

constexpr auto length = [](auto a, auto b) { return tg::hypot(a, b); };

static_assert(tg::evaluate(length)(3.0, 4.0) == 5.0);
static_assert(tg::grad(length)(3.0, 4.0) == 0.6 && tg::grad(length, tg::wrt<1>)(3.0, 4.0) == 0.8);

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws(length, tg::tensor<double, 2, 2>{{1, 2}, {-1.5, -0.5}},
                            tg::tensor<double, 2>{0.75, -1.25}));
}

BOOST_AUTO_TEST_CASE(the_squares_may_overflow_and_underflow) {
  // The 3-4-5 triangle, scaled by 10^200 and 10^-200.
  BOOST_TEST(tg::hypot(3e200, 4e200) == 5e200, boost::test_tools::tolerance(1e-15));
  BOOST_TEST(tg::grad(length)(3e-200, 4e-200) == 0.6, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(the_tip_of_the_cone_has_slope_zero) {
  BOOST_TEST(tg::grad(length)(0.0, 0.0) == 0.0);
  BOOST_TEST(tg::grad([](auto a) { return tg::hypot(a, 0); })(0.0) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

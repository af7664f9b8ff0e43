// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_atan2)

constexpr auto angle = [](auto y, auto x) { return tg::atan2(y, x); };

// At (x, y) = (4, 3): slopes 4/25 and -3/25, correctly rounded products.
static_assert(tg::grad(angle)(3.0, 4.0) == 1.0 / 25 * 4);
static_assert(tg::grad(angle, tg::wrt<1>)(3.0, 4.0) == -(1.0 / 25 * 3));

BOOST_AUTO_TEST_CASE(the_laws_hold_in_all_quadrants) {
  BOOST_TEST(tg::check_laws(angle, tg::tensor<double, 2, 2>{{1, 2}, {-1.5, -0.5}},
                            tg::tensor<double, 2>{0.75, -1.25}));
}

BOOST_AUTO_TEST_CASE(known_angles) {
  // pi/4 and -3 pi/4, rounded to double (DLMF 3.12)
  BOOST_TEST(tg::atan2(1, 1) == 0.78539816339744831);
  BOOST_TEST(tg::atan2(-2.0, -2.0) == -2.3561944901923448);
  BOOST_TEST(tg::atan2(0.0, -1.0) == 3.1415926535897931);
  BOOST_TEST(tg::atan2(-0.0, -1.0) == -3.1415926535897931);
}

BOOST_AUTO_TEST_CASE(the_origin_has_slope_zero_in_any_order) {
  BOOST_TEST(tg::grad(angle)(0.0, 0.0) == 0.0);
  BOOST_TEST(tg::grad(tg::grad(angle), tg::wrt<0>)(0.0, 0.0) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

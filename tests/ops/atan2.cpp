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

// x / (x^2 + y^2) = 1 / (2 x) on the diagonal; powers of two, so that nothing is rounded.
constexpr double tiny = 0x1p-600, huge = 0x1p600;
static_assert(tg::grad(angle)(tiny, tiny) == 0x1p599 && tg::grad(angle)(huge, huge) == 0x1p-601);
static_assert(tg::grad(angle, tg::wrt<1>)(tiny, tiny) == -0x1p599 &&
              tg::grad(angle, tg::wrt<1>)(huge, -huge) == -0x1p-601);
static_assert(tg::grad(angle)(0x1p-100F, 0x1p-100F) == 0x1p99F);
static_assert(tg::grad(angle)(tiny, 0.0) == 0 && tg::grad(angle, tg::wrt<1>)(tiny, 0.0) == -huge);
BOOST_AUTO_TEST_CASE(slopes_where_squares_vanish_are_right_at_run_time_too) {
  tg::variable<double> const y{tiny, huge}, x{tiny, huge};
  angle(y, x).backward();
  BOOST_TEST((y.grad().data() == tg::dynamic_tensor<double>{0x1p599, 0x1p-601}));
  BOOST_TEST((x.grad().data() == tg::dynamic_tensor<double>{-0x1p599, -0x1p-601}));
}

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cbrt)

namespace {

constexpr auto f = [](auto x) { return tg::cbrt(x); };

// mpmath, 40 digits: f = cbrt, with the sign of x; f(2.0), diff(f, 2.0), diff(f, 0.75, 2)
static_assert(near(f(2.0), 1.2599210498948732));
static_assert(near(tg::grad(f)(2.0), 0.20998684164914553));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -0.35893740105326215));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(keeps_the_sign_of_its_operand) {
  BOOST_TEST(near(f(-27.0), -3.0));
  BOOST_TEST(near(tg::grad(f)(-8.0), 1.0 / 12));
}

BOOST_AUTO_TEST_CASE(the_slope_at_zero_is_infinite) {
  BOOST_TEST(tg::grad(f)(0.0) == std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_atan)

namespace {

constexpr auto f = [](auto x) { return tg::atan(x); };

// mpmath, 40 digits: f = atan; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.46364760900080612));
static_assert(near(tg::grad(f)(0.5), 0.8));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -0.6144));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(infinity_is_a_right_angle_and_flat) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(near(f(infinity), 1.5707963267948966));  // pi / 2
  BOOST_TEST(tg::grad(f)(infinity) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

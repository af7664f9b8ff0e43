// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_asin)

namespace {

constexpr auto f = [](auto x) { return tg::asin(x); };

// mpmath, 40 digits: f = asin; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.52359877559829887));
static_assert(near(tg::grad(f)(0.5), 1.1547005383792515));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 2.5917563863489867));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 0.05, -0.9}));
}

BOOST_AUTO_TEST_CASE(the_slope_at_the_ends_is_infinite) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(tg::grad(f)(1.0) == infinity);
  BOOST_TEST(tg::grad(f)(-1.0) == infinity);
}

BOOST_AUTO_TEST_CASE(the_slope_next_to_one_keeps_its_digits) {
  // 1 / sqrt((1 - x) (1 + x)) at 1 - 2^-40, mpmath, 40 digits
  BOOST_TEST(near(tg::grad(f)(1 - 0x1p-40), 741455.20018963384));
}

BOOST_AUTO_TEST_CASE(outside_there_is_none) { BOOST_TEST(std::isnan(f(1.5))); }

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_atanh)

namespace {

constexpr auto f = [](auto x) { return tg::atanh(x); };

// mpmath, 40 digits: f = atanh; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.54930614433405485));
static_assert(near(tg::grad(f)(0.5), 1.3333333333333333));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 7.836734693877551));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 0.05, -0.9}));
}

BOOST_AUTO_TEST_CASE(the_ends_are_infinite_and_steep) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(f(1.0) == infinity);
  BOOST_TEST(f(-1.0) == -infinity);
  BOOST_TEST(tg::grad(f)(1.0) == infinity);
}

BOOST_AUTO_TEST_CASE(outside_there_is_none) { BOOST_TEST(std::isnan(f(1.5))); }

BOOST_AUTO_TEST_SUITE_END()

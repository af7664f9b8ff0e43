// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_exp)

namespace {

constexpr auto f = [](auto x) { return tg::exp(x); };

// mpmath, 40 digits: f = exp; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 1.6487212707001281));
static_assert(near(tg::grad(f)(0.5), 1.6487212707001281));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 2.1170000166126747));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(overflow_and_underflow_are_those_of_ieee_754) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(f(710.0) == infinity);
  BOOST_TEST(f(-750.0) == 0.0);
  BOOST_TEST(tg::grad(f)(-750.0) == 0.0);
  BOOST_TEST(f(-infinity) == 0.0);
}

BOOST_AUTO_TEST_CASE(integers_are_taken_as_real_numbers) {
  static_assert(std::is_same_v<decltype(f(0)), double>);
  BOOST_TEST(f(0) == 1.0);
}

BOOST_AUTO_TEST_SUITE_END()

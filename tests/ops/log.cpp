// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_log)

namespace {

constexpr auto f = [](auto x) { return tg::log(x); };

// mpmath, 40 digits: f = log; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), -0.69314718055994531));
static_assert(near(tg::grad(f)(0.5), 2.0));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -1.7777777777777778));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, 0.7, 1.9, 12.5}));
}

BOOST_AUTO_TEST_CASE(zero_has_minus_infinity_and_an_infinite_slope) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(f(0.0) == -infinity);
  BOOST_TEST(tg::grad(f)(0.0) == infinity);
}

BOOST_AUTO_TEST_CASE(negative_numbers_have_no_logarithm) { BOOST_TEST(std::isnan(f(-1.0))); }

BOOST_AUTO_TEST_CASE(integers_are_taken_as_real_numbers) {
  static_assert(std::is_same_v<decltype(f(1)), double>);
  BOOST_TEST(f(1) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

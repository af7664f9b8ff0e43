// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sqrt)

namespace {

constexpr auto f = [](auto x) { return tg::sqrt(x); };

// mpmath, 40 digits: f = sqrt; f(2.0), diff(f, 2.0), diff(f, 0.75, 2)
static_assert(near(f(2.0), 1.414213562373095));
static_assert(near(tg::grad(f)(2.0), 0.35355339059327376));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -0.38490017945975051));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, 0.7, 1.9, 12.5}));
}

BOOST_AUTO_TEST_CASE(the_slope_at_zero_is_infinite) {
  BOOST_TEST(f(0.0) == 0.0);
  BOOST_TEST(tg::grad(f)(0.0) == std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_CASE(negative_numbers_have_no_root) {
  BOOST_TEST(std::isnan(f(-1.0)));
  BOOST_TEST(std::isnan(tg::grad(f)(-1.0)));
}

BOOST_AUTO_TEST_CASE(integers_are_taken_as_real_numbers) {
  static_assert(std::is_same_v<decltype(f(9)), double>);
  BOOST_TEST(f(9) == 3.0);
}

BOOST_AUTO_TEST_SUITE_END()

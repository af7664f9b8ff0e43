// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sign)

namespace {

constexpr auto f = [](auto x) { return tg::sign(x); };

// mpmath, 40 digits: f = sign; f(-1.5), diff(f, -1.5), diff(f, 0.75, 2)
static_assert(near(f(-1.5), -1.0));
static_assert(near(tg::grad(f)(-1.5), 0.0));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 0.0));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(zeros_and_nan_stay) {
  BOOST_TEST(f(0.0) == 0.0);
  BOOST_TEST(std::signbit(f(-0.0)));
  BOOST_TEST(std::isnan(f(std::numeric_limits<double>::quiet_NaN())));
}

BOOST_AUTO_TEST_CASE(it_has_no_derivative_also_inside_a_product) {
  constexpr auto magnitude = [](auto x) { return x * tg::sign(x); };
  BOOST_TEST(tg::grad(magnitude)(-2.0) == -1.0);
}

BOOST_AUTO_TEST_CASE(integers_stay_integer) {
  static_assert(std::is_same_v<decltype(f(tg::tensor<int, 2>{})), tg::tensor<int, 2>>);
  static_assert(std::is_same_v<decltype(f(2)), int>);
}

BOOST_AUTO_TEST_SUITE_END()

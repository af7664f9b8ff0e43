// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sin)

namespace {

constexpr auto f = [](auto x) { return tg::sin(x); };

// mpmath, 40 digits: f = sin; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.479425538604203));
static_assert(near(tg::grad(f)(0.5), 0.87758256189037272));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -0.68163876002333417));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(the_fourth_derivative_is_the_sine_again) {
  constexpr auto fourth = tg::grad(tg::grad(tg::grad(tg::grad(f))));
  BOOST_TEST(fourth(0.3) == tg::sin(0.3));
}

BOOST_AUTO_TEST_CASE(infinity_has_no_sine) {
  BOOST_TEST(std::isnan(f(std::numeric_limits<double>::infinity())));
}

BOOST_AUTO_TEST_CASE(integers_are_taken_as_real_numbers) {
  static_assert(std::is_same_v<decltype(f(0)), double>);
  BOOST_TEST(f(0) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

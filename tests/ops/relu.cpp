// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_relu)

namespace {

constexpr auto f = [](auto x) { return tg::relu(x); };

// mpmath, 40 digits: f = max(x, 0); f(1.5), diff(f, 1.5), diff(f, 0.75, 2)
static_assert(near(f(1.5), 1.5));
static_assert(near(tg::grad(f)(1.5), 1.0));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 0.0));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(the_slope_at_zero_is_zero) {
  BOOST_TEST(tg::grad(f)(0.0) == 0.0);
  BOOST_TEST(tg::grad(f)(-0.0) == 0.0);
  BOOST_TEST(tg::grad(f)(-3.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(nan_stays_and_none_comes_from_the_side_not_taken) {
  BOOST_TEST(std::isnan(f(std::numeric_limits<double>::quiet_NaN())));
  // d/dx relu(x) sqrt(x) at -1 is not asked of sqrt: the adjoint of relu is selected
  constexpr auto steep = [](auto x) { return tg::sqrt(tg::relu(x)); };
  BOOST_TEST(tg::grad(steep)(-1.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(integers_stay_integer) {
  static_assert(std::is_same_v<decltype(f(tg::tensor<int, 2>{})), tg::tensor<int, 2>>);
  static_assert(std::is_same_v<decltype(f(2)), int>);
}

BOOST_AUTO_TEST_SUITE_END()

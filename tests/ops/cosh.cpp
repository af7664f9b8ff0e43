// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cosh)

namespace {

constexpr auto f = [](auto x) { return tg::cosh(x); };

// mpmath, 40 digits: f = cosh; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 1.1276259652063808));
static_assert(near(tg::grad(f)(0.5), 0.52109530549374736));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 1.2946832846768447));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(zero_has_one_and_slope_zero) {
  BOOST_TEST(f(0.0) == 1.0);
  BOOST_TEST(tg::grad(f)(0.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(overflows_far_out) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(f(-711.0) == infinity);
}

BOOST_AUTO_TEST_SUITE_END()

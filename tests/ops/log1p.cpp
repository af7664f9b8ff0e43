// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_log1p)

namespace {

constexpr auto f = [](auto x) { return tg::log1p(x); };

// mpmath, 40 digits: f = log1p; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.40546510810816438));
static_assert(near(tg::grad(f)(0.5), 0.66666666666666667));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -0.32653061224489796));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, 12.5}));
}

BOOST_AUTO_TEST_CASE(keeps_the_digits_near_zero) { BOOST_TEST(f(1e-20) == 1e-20); }

BOOST_AUTO_TEST_CASE(minus_one_has_minus_infinity_and_an_infinite_slope) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(f(-1.0) == -infinity);
  BOOST_TEST(tg::grad(f)(-1.0) == infinity);
  BOOST_TEST(std::isnan(f(-1.5)));
}

BOOST_AUTO_TEST_SUITE_END()

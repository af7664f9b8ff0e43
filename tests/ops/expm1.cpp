// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_expm1)

namespace {

constexpr auto f = [](auto x) { return tg::expm1(x); };

// mpmath, 40 digits: f = expm1; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.64872127070012815));
static_assert(near(tg::grad(f)(0.5), 1.6487212707001281));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 2.1170000166126747));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(keeps_the_digits_near_zero) {
  BOOST_TEST(f(1e-20) == 1e-20);
  BOOST_TEST(tg::grad(f)(1e-20) == 1.0);
}

BOOST_AUTO_TEST_CASE(far_below_zero_it_is_minus_one_and_flat) {
  BOOST_TEST(f(-800.0) == -1.0);
  BOOST_TEST(tg::grad(f)(-800.0) == 0.0);
}

// The slope is e^x with all its digits, also where y + 1 has none.
static_assert(tg::grad([](auto x) { return tg::expm1(x); })(-60.0) == tg::exp(-60.0));

BOOST_AUTO_TEST_SUITE_END()

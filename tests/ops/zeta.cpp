// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_zeta)

constexpr auto f = [](auto s, auto q) { return tg::zeta(s, q); };

// mpmath, 30 digits: zeta(2.5, 7.25); the sum of squares of reciprocals, pi^2 / 6
static_assert(near(f(2.5, 7.25), 0.037885754303445319) && near(f(2, 1), 1.6449340668482264));
// -s zeta(s + 1, q)
static_assert(near(tg::grad(f, tg::wrt<1>)(2.0, 0.5), -2 * 8.4143983221171599));

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  constexpr auto at_three = [](auto q) { return tg::zeta(3, q); };
  BOOST_TEST(tg::check_laws(at_three, tg::tensor<double, 2, 1, 2>{0.3, 0.7, 1.9, 12.5}));
}

BOOST_AUTO_TEST_CASE(the_derivative_in_s_is_not_silently_zero) {
  double const slope = tg::grad(f)(2.0, 0.5);
  BOOST_TEST(slope != slope);
}

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_lgamma)

constexpr auto f = [](auto x) { return tg::lgamma(x); };

// mpmath, 30 digits: loggamma(2.5), digamma(2.5), psi(1, 2.5)
static_assert(near(f(2.5), 0.28468287047291916) && near(tg::grad(f)(2.5), 0.70315664064524319));
static_assert(near(tg::grad(tg::grad(f))(2.5), 0.49035775610023486));
static_assert(f(1) == 0.0 && f(2.0F) == 0.0F);

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, 12.5}));
}

BOOST_AUTO_TEST_SUITE_END()

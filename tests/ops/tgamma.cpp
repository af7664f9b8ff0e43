// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_tgamma)

constexpr auto f = [](auto x) { return tg::tgamma(x); };

// mpmath, 30 digits: gamma(2.5), gamma(2.5) digamma(2.5); 4! by hand
static_assert(near(f(2.5), 1.329340388179137) && near(tg::grad(f)(2.5), 0.93473452162608553));
static_assert(f(5) == 24.0 && f(5.0F) == 24.0F);

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, 4.5}));
}

BOOST_AUTO_TEST_SUITE_END()

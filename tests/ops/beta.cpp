// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_beta)

constexpr auto f = [](auto a, auto b) { return tg::beta(a, b); };

// mpmath, 30 digits: beta(2.5, 1.5), beta(2.5, 1.5) (digamma(2.5) - digamma(4)); 1 / 12 by hand
static_assert(near(f(2.5, 1.5), 0.19634954084936208) &&
              near(tg::grad(f)(2.5, 1.5), -0.10857364391348187));
static_assert(near(f(2, 3), 1.0 / 12));

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 2>{{0.3, 0.7}, {1.9, 2.5}},
                            tg::tensor<double, 2>{0.75, 1.25}));
}

BOOST_AUTO_TEST_SUITE_END()

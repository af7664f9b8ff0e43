// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_beta)

constexpr auto f = [](auto a, auto b) { return tg::beta(a, b); };

// mpmath, 30 digits: beta(2.5, 1.5), beta(2.5, 1.5) (digamma(2.5) - digamma(4)); 1 / 12 by hand
static_assert(near(f(2.5, 1.5), 0.19634954084936208) &&
              near(tg::grad(f)(2.5, 1.5), -0.10857364391348187));
static_assert(near(f(2, 3), 1.0 / 12));
// Large and negative numbers; mpmath, 60 digits: beta(1e16, 3), beta(1e8, -1.5), beta(500, 500),
// beta(-1.5, 0.7)
static_assert(near(f(1e16, 3.0), 1.9999999999999994e-48, 512) &&
              near(f(1e8, -1.5), 2363271756896.0086, 64) &&
              near(f(500.0, 500.0), 1.4799015991256109e-302, 1024) &&
              near(f(-1.5, 0.7), -0.53456972295267807, 16));
// SciPy's edges: poles, integers whose poles cancel, and 1 / Gamma(0).
constexpr double infinite = std::numeric_limits<double>::infinity();
static_assert(f(0.0, 2.0) == infinite && f(-2.0, 0.5) == infinite && f(infinite, 2.0) == 0 &&
              near(f(-3.0, 2.0), 1.0 / 6) && f(-1.5, 0.5) == 0);
// By hand: beta(a, 2) is 1 / (a (a + 1)), its derivatives -(2a + 1) / (a (a + 1))^2 and, at -3,
// 19 / 108.
static_assert(near(tg::grad(f)(-3.0, 2.0), 5.0 / 36, 16) &&
              near(tg::grad(f, tg::wrt<1>)(2.0, -3.0), 5.0 / 36, 16) &&
              near(tg::grad(tg::grad(f))(-3.0, 2.0), 19.0 / 108, 64));

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 2>{{0.3, 0.7}, {1.9, 2.5}},
                            tg::tensor<double, 2>{0.75, 1.25}));
}

BOOST_AUTO_TEST_SUITE_END()

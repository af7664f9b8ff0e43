// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sinc)

constexpr auto f = [](auto x) { return tg::sinc(x); };

// mpmath, 30 digits: f = sin(pi x) / (pi x); f(0.3), diff(f, 0.3), diff(f, 0.3, 2)
static_assert(near(f(0.3), 0.85839369133413979) && near(tg::grad(f)(0.3), -0.90202813013888879));
static_assert(near(tg::grad(tg::grad(f))(0.3), -2.4584852862661743));
// 1 - (pi x)^2 / 6 + ...
static_assert(f(0) == 1.0 && tg::grad(f)(0.0) == 0.0);
static_assert(near(tg::grad(tg::grad(f))(0.0), -3.2898681336964529));

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, 0.05}));
}

BOOST_AUTO_TEST_SUITE_END()

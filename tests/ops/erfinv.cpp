// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_erfinv)

constexpr auto f = [](auto x) { return tg::erfinv(x); };

// mpmath, 30 digits: erfinv(0.5), diff(erfinv, 0.5)
static_assert(near(f(0.5), 0.47693627620446987) && near(tg::grad(f)(0.5), 1.1125848189719498));

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 0.8, -0.01}));
}

// erf is flat at 2.5: half an ulp of it is 90 of x.
BOOST_AUTO_TEST_CASE(undoes_erf) {
  for (double const x : {-2.5, -0.5, 1e-9, 0.25, 1.75}) BOOST_TEST(near(f(tg::erf(x)), x, 200));
}

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_tan)

namespace {

constexpr auto f = [](auto x) { return tg::tan(x); };

// mpmath, 40 digits: f = tan; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.54630248984379051));
static_assert(near(tg::grad(f)(0.5), 1.2984464104095248));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 3.4802058189183494));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.1, -2.5}));
}

BOOST_AUTO_TEST_CASE(infinity_has_no_tangent) {
  BOOST_TEST(std::isnan(f(std::numeric_limits<double>::infinity())));
}

BOOST_AUTO_TEST_SUITE_END()

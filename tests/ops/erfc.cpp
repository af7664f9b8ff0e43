// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_erfc)

namespace {

constexpr auto f = [](auto x) { return tg::erfc(x); };

// mpmath, 40 digits: f = erfc; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.47950012218695346));
static_assert(near(tg::grad(f)(0.5), -0.87878257893544479));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 0.96439660379281099));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(keeps_the_digits_where_it_is_small) {
  BOOST_TEST(near(f(10.0), 2.0884875837625448e-45));  // mpmath: erfc(10)
  BOOST_TEST(f(-30.0) == 2.0);
  BOOST_TEST(tg::grad(f)(30.0) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

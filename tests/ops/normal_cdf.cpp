// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_normal_cdf)

namespace {

constexpr auto f = [](auto x) { return tg::normal_cdf(x); };

// mpmath, 40 digits: f = ncdf; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.6914624612740131));
static_assert(near(tg::grad(f)(0.5), 0.35206532676429948));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -0.2258530741161033));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(keeps_the_digits_where_it_is_small) {
  // mpmath: ncdf(-6); 6 / sqrt(2), rounded, would cost 36 ulp
  BOOST_TEST(near(f(-6.0), 9.8658764503769814e-10));
}

BOOST_AUTO_TEST_CASE(far_out_it_is_zero_or_one_and_flat) {
  BOOST_TEST(f(-40.0) == 0.0);
  BOOST_TEST(f(40.0) == 1.0);
  BOOST_TEST(tg::grad(f)(-40.0) == 0.0);
  BOOST_TEST(f(-std::numeric_limits<double>::infinity()) == 0.0);
}

BOOST_AUTO_TEST_SUITE_END()

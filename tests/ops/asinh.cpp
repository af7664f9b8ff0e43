// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_asinh)

namespace {

constexpr auto f = [](auto x) { return tg::asinh(x); };

// mpmath, 40 digits: f = asinh; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.48121182505960345));
static_assert(near(tg::grad(f)(0.5), 0.89442719099991588));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -0.384));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(keeps_the_digits_near_zero) {
  BOOST_TEST(f(1e-20) == 1e-20);
  BOOST_TEST(tg::grad(f)(0.0) == 1.0);
}

BOOST_AUTO_TEST_CASE(where_the_square_overflows_the_slope_is_not_zero) {
  BOOST_TEST(tg::grad(f)(1e300) == 1e-300);
}

// 1 / |x| far out, where x^2 is no number any more.
static_assert(tg::grad([](auto x) { return tg::asinh(x); })(0x1p600) == 0x1p-600);
static_assert(tg::grad([](auto x) { return tg::asinh(x); })(-0x1p100F) == 0x1p-100F);

BOOST_AUTO_TEST_SUITE_END()

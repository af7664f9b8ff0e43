// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_acosh)

namespace {

constexpr auto f = [](auto x) { return tg::acosh(x); };

// mpmath, 40 digits: f = acosh; f(1.5), diff(f, 1.5), diff(f, 2.75, 2)
static_assert(near(f(1.5), 0.96242365011920689));
static_assert(near(tg::grad(f)(1.5), 0.89442719099991588));
static_assert(near(tg::grad(tg::grad(f))(2.75F), -0.16357944079899223));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{1.3, 1.7, 2.9, 12.5}));
}

BOOST_AUTO_TEST_CASE(one_has_zero_and_an_infinite_slope) {
  BOOST_TEST(f(1.0) == 0.0);
  BOOST_TEST(tg::grad(f)(1.0) == std::numeric_limits<double>::infinity());
}

BOOST_AUTO_TEST_CASE(below_one_there_is_none) {
  BOOST_TEST(std::isnan(f(0.5)));
  BOOST_TEST(std::isnan(tg::grad(f)(0.5)));
}

// 1 / x far out, where x^2 is no number any more.
static_assert(tg::grad([](auto x) { return tg::acosh(x); })(0x1p600) == 0x1p-600);
static_assert(tg::grad([](auto x) { return tg::acosh(x); })(0x1p100F) == 0x1p-100F);

BOOST_AUTO_TEST_SUITE_END()

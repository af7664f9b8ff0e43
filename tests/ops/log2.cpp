// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_log2)

namespace {

constexpr auto f = [](auto x) { return tg::log2(x); };

// mpmath, 40 digits: f = log(x, 2); f(0.6), diff(f, 0.6), diff(f, 0.75, 2)
static_assert(near(f(0.6), -0.73696559416620617));
static_assert(near(tg::grad(f)(0.6), 2.404491734814939));
static_assert(near(tg::grad(tg::grad(f))(0.75F), -2.5647911838026016));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, 0.7, 1.9, 12.5}));
}

BOOST_AUTO_TEST_CASE(powers_of_two_are_exact) {
  BOOST_TEST(f(1024.0) == 10.0);
  BOOST_TEST(f(0.25) == -2.0);
}

BOOST_AUTO_TEST_CASE(zero_has_minus_infinity_and_an_infinite_slope) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(f(0.0) == -infinity);
  BOOST_TEST(tg::grad(f)(0.0) == infinity);
}

BOOST_AUTO_TEST_SUITE_END()

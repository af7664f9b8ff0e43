// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_exp2)

namespace {

constexpr auto f = [](auto x) { return tg::exp2(x); };

// mpmath, 40 digits: f = 2^x; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 1.414213562373095));
static_assert(near(tg::grad(f)(0.5), 0.98025814346854719));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 0.8080224342033172));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(whole_powers_are_exact) {
  BOOST_TEST(f(10.0) == 1024.0);
  BOOST_TEST(f(-1.0) == 0.5);
}

BOOST_AUTO_TEST_CASE(overflows_to_infinity) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(f(1024.0) == infinity);
}

BOOST_AUTO_TEST_SUITE_END()

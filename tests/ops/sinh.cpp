// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_sinh)

namespace {

constexpr auto f = [](auto x) { return tg::sinh(x); };

// mpmath, 40 digits: f = sinh; f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.52109530549374736));
static_assert(near(tg::grad(f)(0.5), 1.1276259652063808));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 0.82231673193582998));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(keeps_the_digits_near_zero_and_overflows_far_out) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BOOST_TEST(f(1e-20) == 1e-20);
  BOOST_TEST(f(-711.0) == -infinity);
}

BOOST_AUTO_TEST_SUITE_END()

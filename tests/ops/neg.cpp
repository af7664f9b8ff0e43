// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_neg)

namespace {

constexpr auto f = [](auto x) { return -x; };

// mpmath, 40 digits: f = -x; f(0.75), diff(f, 0.75), diff(f, 1.25, 2)
static_assert(near(f(0.75), -0.75));
static_assert(near(tg::grad(f)(0.75), -1.0));
static_assert(near(tg::grad(tg::grad(f))(1.25F), 0.0));
static_assert(tg::neg(3) == -3 && std::is_same_v<decltype(tg::neg(3)), int>);

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(two_signs_cancel) {
  BOOST_TEST(tg::evaluate([](auto x) { return -(-x); })(2.5) == 2.5);
  BOOST_TEST(tg::grad([](auto x) { return +x * +x; })(3.0) == 6);
  BOOST_TEST((+tg::variable<double>(2.0)).item() == 2);
  BOOST_TEST((-tg::tensor<int, 2>{1, -2} == tg::tensor<int, 2>{-1, 2}));
}

BOOST_AUTO_TEST_SUITE_END()

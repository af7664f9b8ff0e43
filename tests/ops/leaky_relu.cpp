// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_leaky_relu)

namespace {

constexpr auto f = [](auto x) { return tg::leaky_relu(x); };

// mpmath, 40 digits: f = x if x > 0 else x / 5; f(-1.5), diff(f, -1.5), diff(f, 0.75, 2)
static_assert(near(f(-1.5), -0.3));
static_assert(near(tg::grad(f)(-1.5), 0.2));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 0.0));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(at_zero_the_slope_is_the_small_one) {
  // E-06
  BOOST_TEST(tg::grad(f)(0.0) == 0.2);
  BOOST_TEST(tg::grad(f)(3.0) == 1.0);
  BOOST_TEST(f(-2.0) == -0.4);
}

BOOST_AUTO_TEST_CASE(the_slope_may_be_an_operand) {
  constexpr auto learned = [](auto x, auto slope) { return tg::leaky_relu(x, slope); };
  BOOST_TEST(tg::check_laws(learned, tg::tensor<double, 2, 2>{0.3, -0.7, 1.9, -2.5},
                            tg::tensor<double, 2>{0.1, 0.3}));
  BOOST_TEST(tg::leaky_relu(-3.0F, 0.5F) == -1.5F);
}

BOOST_AUTO_TEST_CASE(a_plain_float_stays_float) {
  static_assert(std::is_same_v<decltype(tg::leaky_relu(-3.0F)), float>);
  static_assert(std::is_same_v<decltype(tg::evaluate(f)(1.0F)), float>);
}

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_silu)

namespace {

constexpr auto f = [](auto x) { return tg::silu(x); };

// mpmath, 40 digits: f = x / (1 + exp(-x)); f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.31122966560092728));
static_assert(near(tg::grad(f)(0.5), 0.73996118730265181));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 0.37722677521501975));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(far_out_it_is_x_or_zero) {
  BOOST_TEST(f(800.0) == 800.0);
  BOOST_TEST(f(-800.0) == 0.0);
  BOOST_TEST(tg::grad(f)(800.0) == 1.0);
  BOOST_TEST(tg::grad(f)(-800.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(a_plain_float_stays_float) {
  static_assert(std::is_same_v<decltype(tg::silu(1.0F)), float>);
  static_assert(std::is_same_v<decltype(tg::evaluate(f)(1.0F)), float>);
}

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <support/near.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_gelu)

namespace {

constexpr auto f = [](auto x) { return tg::gelu(x); };

// mpmath, 40 digits: f = x ncdf(x); f(0.5), diff(f, 0.5), diff(f, 0.75, 2)
static_assert(near(f(0.5), 0.34573123063700655));
static_assert(near(tg::grad(f)(0.5), 0.86749512465616284));
static_assert(near(tg::grad(tg::grad(f))(0.75F), 0.43288505872253133));

}  // namespace

BOOST_AUTO_TEST_CASE(obeys_the_laws) {
  BOOST_TEST(tg::check_laws(f, tg::tensor<double, 2, 1, 2>{0.3, -0.7, 1.9, -2.5}));
}

BOOST_AUTO_TEST_CASE(far_out_it_is_x_or_zero) {
  BOOST_TEST(f(40.0) == 40.0);
  BOOST_TEST(f(-40.0) == 0.0);
  BOOST_TEST(tg::grad(f)(40.0) == 1.0);
  BOOST_TEST(tg::grad(f)(-40.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(keeps_the_digits_where_it_is_small) {
  BOOST_TEST(near(f(-6.0), -5.9195258702261888e-9,
                  64));  // mpmath: -6 ncdf(-6); 6 / sqrt(2), rounded, costs 36 ulp
}

BOOST_AUTO_TEST_CASE(a_plain_float_stays_float) {
  static_assert(std::is_same_v<decltype(tg::gelu(1.0F)), float>);
  static_assert(std::is_same_v<decltype(tg::evaluate(f)(1.0F)), float>);
}

BOOST_AUTO_TEST_SUITE_END()

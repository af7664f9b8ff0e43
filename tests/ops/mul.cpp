// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_mul)

constexpr auto product = [](auto a, auto b) { return a * b; };

static_assert(tg::grad(product)(3.0, 2.0) == 2.0 && tg::grad(product, tg::wrt<1>)(3.0, 2.0) == 3.0);
static_assert(tg::grad(tg::grad(product), tg::wrt<1>)(3.0, 2.0) == 1.0);

BOOST_AUTO_TEST_CASE(the_laws_hold_for_operands_that_broadcast) {
  tg::tensor<double, 2, 1> const a{{1}, {-2}};
  tg::tensor<double, 3> const b{3, 5, 7};
  BOOST_TEST((a * b == tg::tensor<double, 2, 3>{{3, 5, 7}, {-6, -10, -14}}));
  BOOST_TEST(tg::check_laws([](auto x, auto y) { return x * y * x * 3; }, a, b));
}

BOOST_AUTO_TEST_CASE(integers_stay_integer_and_literals_are_weak) {
  tg::tensor<int, 2> const x{1, 5};
  static_assert(std::is_same_v<decltype(3 * x), tg::tensor<int, 2>>);
  BOOST_TEST((3 * x == tg::tensor<int, 2>{3, 15}));
  static_assert(std::is_same_v<decltype(0.5 * x), tg::tensor<double, 2>>);
  static_assert(std::is_same_v<decltype(tg::tensor<float, 1>{1} * 0.5), tg::tensor<float, 1>>);
  static_assert(tg::mul(3, 2) == 6);
}

BOOST_AUTO_TEST_CASE(ones_negatives_and_powers_of_two_are_simplified) {
  constexpr auto f = [](auto x, auto y) {
    return (1 * x) * (-1 * y) + (2 * x) * (y * 4) + -x * -y;
  };
  static_assert(tg::evaluate(f)(3.0, 5.0) == 120.0);  // 8 xy
  static_assert(tg::grad(f)(3.0, 5.0) == 40.0);
  BOOST_TEST(tg::grad(tg::grad(f), tg::wrt<1>)(3.0, 5.0) == 8.0);
}

BOOST_AUTO_TEST_CASE(zero_times_infinity_stays_nan) {
  BOOST_TEST(std::isnan(tg::evaluate([](auto x) { return 0 * x; })(HUGE_VAL)));
}

BOOST_AUTO_TEST_CASE(a_factor_used_many_times) {
  // DeZero, step 13 onwards: gradients of repeated use add up; x^8 by three squarings has slope 8
  // x^7.
  static_assert(tg::grad([](auto x) {
                  for (int i = 0; i < 3; ++i) x *= x;
                  return x;
                })(2.0) == 1024.0);
  tg::tensor<int, 2> n{1, 2};
  n *= 3;
  BOOST_TEST((n == tg::tensor<int, 2>{3, 6}));
}

BOOST_AUTO_TEST_SUITE_END()

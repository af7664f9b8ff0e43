// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_div)

constexpr auto quotient = [](auto a, auto b) { return a / b; };

// d(a/b) = 1/b and -a/b^2, at (3, 4): 0.25 and -0.1875, all exact in binary.
static_assert(tg::grad(quotient)(3.0, 4.0) == 0.25);
static_assert(tg::grad(quotient, tg::wrt<1>)(3.0, 4.0) == -0.1875);
static_assert(tg::grad(tg::grad(quotient, tg::wrt<1>), tg::wrt<1>)(3.0, 4.0) == 0.09375);  // 2a/b^3
static_assert(tg::grad(tg::grad(quotient, tg::wrt<1>), tg::wrt<0>)(3.0, 4.0) == -0.0625);  // -1/b^2

BOOST_AUTO_TEST_CASE(the_laws_hold_for_operands_that_broadcast) {
  BOOST_TEST(tg::check_laws(quotient, tg::tensor<double, 2, 1>{{1}, {-2}},
                            tg::tensor<double, 3>{3, -0.75, 7}));
}

BOOST_AUTO_TEST_CASE(integers_are_divided_as_real_numbers) {
  tg::tensor<int, 3> const a{7, 8, -9};
  auto const y = a / 2;
  static_assert(std::is_same_v<decltype(y), tg::tensor<double, 3> const>);
  BOOST_TEST(y(0) == 3.5);
  BOOST_TEST(y(2) == -4.5);
  static_assert(tg::div(7, 2) == 3.5);
  static_assert(tg::evaluate([](auto n, auto m) { return tg::div(n, m); })(7, 2) == 3.5);
}

BOOST_AUTO_TEST_CASE(a_literal_keeps_floats_float) {
  auto const y = tg::tensor<float, 2>{1.0F, 2.0F} / 4;
  static_assert(std::is_same_v<decltype(y), tg::tensor<float, 2> const>);
  BOOST_TEST(y(1) == 0.5F);
  static_assert(
      std::is_same_v<decltype(tg::evaluate([](auto x) { return 1.0 / x; })(2.0F)), float>);
}

BOOST_AUTO_TEST_CASE(division_by_zero_is_that_of_ieee_754) {
  BOOST_TEST(tg::evaluate(quotient)(1.0, 0.0) == std::numeric_limits<double>::infinity());
  BOOST_TEST(tg::evaluate(quotient)(-1.0, 0.0) == -std::numeric_limits<double>::infinity());
  BOOST_TEST(std::isnan(tg::evaluate([](auto x) { return 0.0 / x; })(0.0)));
  BOOST_TEST(std::isnan(tg::evaluate([](auto x) { return x / x; })(0.0)));
}

BOOST_AUTO_TEST_CASE(the_gradient_of_a_broadcast_divisor_is_summed) {
  tg::tensor<double, 2, 3> const a{{1, 2, 3}, {4, 5, 6}};
  tg::tensor<double, 3> const b{1, 2, 4};
  auto const [ga, gb] =
      tg::grad([](auto x, auto y) { return tg::sum(x / y * (x / y)); }, tg::wrt<0, 1>)(a, b);
  // 2a/b^2 and -2 (sum over rows of a^2) / b^3
  BOOST_TEST(ga(1, 1) == 2.5);
  BOOST_TEST(ga(0, 2) == 0.375);
  BOOST_TEST(gb(0) == -34.0);
  BOOST_TEST(gb(1) == -2.0 * 29.0 / 8.0);
  BOOST_TEST(gb(2) == -2.0 * 45.0 / 64.0);
}

BOOST_AUTO_TEST_CASE(division_in_place) {
  static_assert(tg::grad([](auto x) {
                  auto y = x * x;
                  y /= 4;
                  return y;
                })(6.0) == 3.0);
  tg::tensor<double, 2> x{1, 3};
  x /= 2;
  BOOST_TEST(x(1) == 1.5);
}

BOOST_AUTO_TEST_CASE(division_by_one_and_by_powers_of_two_costs_no_division) {
  // Exact: x / 8 is x * 0.125 for every x whose quotient is normal; -3 / 8 = -0.375.
  static_assert(tg::evaluate([](auto x) { return x / 8; })(-3.0) == -0.375);
  static_assert(tg::evaluate([](auto x) { return x / 1; })(-3.0) == -3.0);
  static_assert(tg::evaluate([](auto x) { return x / -1; })(-3.0) == 3.0);
  static_assert(tg::evaluate([](auto x) { return -x / 3; })(-3.0) == 1.0);
  // A third is not exact, so this one divides: 1.0 / 3 correctly rounded, not x * (1.0 / 3).
  static_assert(tg::evaluate([](auto x) { return x / 3; })(5.0) == 5.0 / 3.0);
}

// Two derivatives over one divisor: 1.5 ulp each, that is within 2 roundings; the values stay as
// they are when called plainly.
BOOST_AUTO_TEST_CASE(quotients_that_share_a_reciprocal_are_within_two_roundings) {
  auto const f = [](auto b, auto a, auto c) { return tg::stack(a * tg::log(b), c * tg::log(b)); };
  auto const ratio = [](auto b, auto a, auto c) { return tg::stack(a / b, c / b); };
  for (int i = 1; i < 2000; ++i) {
    double const a = 1 + 0.37 * i, b = 3 + 0.0113 * i, c = 1.0 / i;
    auto const slopes = tg::jacobian(f)(b, a, c);
    for (int k = 0; k < 2; ++k) {
      long double const exact = static_cast<long double>(k == 0 ? a : c) / b;
      BOOST_TEST(std::abs(slopes(k) - exact) <= 2.001L * exact * 0x1p-53L);
    }
    auto const values = tg::value_and_jacobian(ratio)(b, a, c).first;
    BOOST_TEST(values(0) == a / b);
    BOOST_TEST(values(1) == c / b);
  }
}

BOOST_AUTO_TEST_SUITE_END()

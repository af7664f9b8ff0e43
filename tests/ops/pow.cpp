// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/tensor/create.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_pow)

constexpr auto cube = [](auto x) { return tg::pow(x, 3); };
constexpr auto total = [](auto a, auto b) { return tg::sum(tg::pow(a, b)); };
constexpr auto slope = [](auto a, auto b) { return tg::sum(tg::grad(total)(a, b)); };
constexpr auto general = [](auto a, auto b) { return tg::pow(a, b); };

// x^3: 3x^2, 6x, 6, 0; at 0 too, in every order (Z-01).
static_assert(tg::pow(2.0, 3) == 8.0 && tg::pow(2, 10) == 1024 && tg::pow(2.0, -2) == 0.25);
static_assert(std::is_same_v<decltype(tg::pow(2, 10)), int> &&
              std::is_same_v<decltype(tg::pow(2.0F, 3)), float>);
static_assert(tg::evaluate(cube)(-2.0) == -8.0);
static_assert(tg::grad(cube)(2.0) == 12.0 && tg::grad(cube)(0.0) == 0.0);
static_assert(tg::grad(tg::grad(cube))(2.0F) == 12.0F &&
              tg::grad(tg::grad(tg::grad(cube)))(0.0) == 6.0);
static_assert(tg::grad(tg::grad(tg::grad(tg::grad(cube))))(0.0) == 0.0);

BOOST_AUTO_TEST_CASE(the_laws_hold_for_literal_exponents) {
  tg::tensor<double, 3> const x{0.5, -1.25, 2};
  constexpr auto f = [](auto v) {
    return tg::pow(v, 3) + tg::pow(v, -2) + tg::pow(v * v, 2.5) + tg::pow(1.5, v);
  };
  BOOST_TEST(tg::check_laws(f, x));
}

BOOST_AUTO_TEST_CASE(the_laws_hold_for_exponents_that_are_tensors) {
  BOOST_TEST(tg::check_laws(general, tg::tensor<double, 2, 2>{{0.5, 1.25}, {2, 3}},
                            tg::tensor<double, 2>{1.5, -0.75}));
}

BOOST_AUTO_TEST_CASE(exponents_zero_and_one_are_decided_before_anything_is_evaluated) {
  static_assert(tg::grad([](auto x) { return tg::pow(x, 0) + tg::pow(x, 0.0); })(0.0) == 0.0);
  static_assert(tg::grad([](auto x) { return tg::pow(x, 1); })(0.0) == 1.0);
  static_assert(tg::grad(tg::grad([](auto x) { return tg::pow(x, 1.0); }))(0.0) == 0.0);
  static_assert(tg::grad(tg::grad(tg::grad([](auto x) { return tg::pow(x, 2); })))(0.0) == 0.0);
  // DeZero: NaN for x^0 at 0 and for the third derivative of x^2 at 0.
  BOOST_TEST(tg::evaluate([](auto x) { return tg::pow(x, 0); })(0.0) == 1.0);
}

BOOST_AUTO_TEST_CASE(a_power_of_zero_has_no_nan_with_a_tensor_for_exponent) {
  // d/da a^b = b a^(b-1): 0, 1, 0, 0; second b (b-1) a^(b-2): 0, 0, 2, 0; d/db: 0, the limit for b
  // > 0.
  tg::tensor<double, 4> const b{0, 1, 2, 3};
  tg::tensor<double, 4> const zero{};
  BOOST_TEST((tg::grad(total)(zero, b) == tg::tensor<double, 4>{0, 1, 0, 0}));
  BOOST_TEST((tg::grad(slope)(zero, b) == tg::tensor<double, 4>{0, 0, 2, 0}));
  BOOST_TEST((tg::grad(total, tg::wrt<1>)(zero, b) == tg::tensor<double, 4>{0, 0, 0, 0}));
}

BOOST_AUTO_TEST_CASE(a_negative_base_takes_integer_exponents) {
  BOOST_TEST(tg::evaluate(general)(-2.0, 3.0) == -8.0);
  BOOST_TEST(tg::grad(general)(-2.0, 3.0) == 12.0);
  BOOST_TEST(std::isnan(tg::evaluate(general)(-2.0, 0.5)));
  static_assert(tg::evaluate([](auto x) { return tg::pow(x, 100); })(-1.0) == 1.0);
  static_assert(tg::grad([](auto x) { return tg::pow(x, 101); })(-1.0) == 101.0);
}

BOOST_AUTO_TEST_CASE(integers_stay_integer) {
  tg::tensor<int, 3> const x{-3, 0, 5};
  static_assert(std::is_same_v<decltype(tg::pow(x, 2)), tg::tensor<int, 3>>);
  BOOST_TEST((tg::pow(x, 3) == tg::tensor<int, 3>{-27, 0, 125}));
  BOOST_TEST((tg::pow(x, tg::tensor<int, 3>{0, 1, 2}) == tg::tensor<int, 3>{1, 0, 25}));
  static_assert(std::is_same_v<decltype(tg::pow(x, 0.5)), tg::tensor<double, 3>>);
  static_assert(tg::evaluate([](auto n) { return tg::pow(n, 4); })(3) == 81);
  static_assert(tg::pow(2, -1) == 0 && tg::pow(-1, -3) == -1);
  tg::tensor<int, 20> const twos = tg::full<int, 20>(2);  // enough for blocks of lanes
  BOOST_TEST(tg::pow(twos, tg::pow(twos, 2))(19) == 16);
}

BOOST_AUTO_TEST_CASE(plain_values_and_graphs_give_the_same_digits) {
  BOOST_TEST(tg::pow(1.1, 7) == tg::evaluate([](auto x) { return tg::pow(x, 7); })(1.1));
  BOOST_TEST(tg::pow(1.1, -7) == tg::evaluate([](auto x) { return tg::pow(x, -7); })(1.1));
  BOOST_TEST((tg::pow(tg::tensor<float, 1>{1.1F}, 5)(0) == tg::pow(1.1F, 5)));
}

// n 2^(n - 1) and n (n - 1) 2^(n - 2): exact, at a base that shows which power it is.
template <int N>
constexpr bool slopes_at_two_are_exact() {
  constexpr auto power = [](auto x) { return tg::pow(x, N); };
  return tg::grad(power)(2.0) == N * (1 << (N - 1)) &&
         tg::grad(tg::grad(power))(2.0) == N * (N - 1) * (1 << (N - 2));
}
static_assert(slopes_at_two_are_exact<5>() && slopes_at_two_are_exact<6>() &&
              slopes_at_two_are_exact<7>() && slopes_at_two_are_exact<11>());

BOOST_AUTO_TEST_SUITE_END()

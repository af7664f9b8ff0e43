// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/numerical_diff.hpp>
#include <typegrad/ops.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(debug_numerical_diff)

namespace {

constexpr auto squares = [](auto x) { return x * x; };
constexpr tg::tensor<double, 3> one_two_three{1, 2, 3};

}  // namespace

// S4-08: 4.000000000004 with eps 1e-4; G-17: to 5e-11, because a compiler may contract to FMA
static_assert(tg::numerical_diff(squares, 2.0) > 4 && tg::numerical_diff(squares, 2.0) < 4 + 5e-11);

BOOST_AUTO_TEST_CASE(the_square_at_two_has_the_digits_of_dezero) {
  BOOST_TEST(std::abs(tg::numerical_diff(squares, 2.0) - 4.000000000004) < 5e-11);
  BOOST_TEST(std::abs(tg::numerical_diff(squares, 2.0, 1e-4) - 4.000000000004) < 5e-11);
#if !defined(__FMA__)
  BOOST_TEST(tg::numerical_diff(squares, 2.0) ==
             4.0000000000040004);  // Python: (2.0001**2-1.9999**2)/2e-4
#endif
}

// S4-09: f(x) = (exp(x^2))^2 at 0.5; Python gives 3.2974426293330694
BOOST_AUTO_TEST_CASE(a_composed_function_has_the_digits_of_dezero) {
  auto const composed = [](double x) {
    double const a = std::exp(x * x);
    return a * a;
  };
  BOOST_TEST(std::abs(tg::numerical_diff(composed, 0.5) - 3.2974426293330694) < 5e-11);
}

// G-26
BOOST_AUTO_TEST_CASE(all_elements_move_at_once) {
  auto const sum_of_squares = [](auto x) { return tg::sum(x * x); };
  BOOST_TEST(std::abs(tg::numerical_diff(sum_of_squares, one_two_three) - 12) < 1e-9);
  auto const slopes = tg::numerical_diff(squares, one_two_three);
  for (int i = 0; i < 3; ++i) BOOST_TEST(std::abs(slopes(i) - 2 * (i + 1)) < 1e-9);
}

BOOST_AUTO_TEST_CASE(numerical_grad_moves_one_element_at_a_time) {
  auto const sum_of_squares = [](auto x) { return tg::sum(x * x); };
  auto const gradient = tg::numerical_grad(sum_of_squares, one_two_three);
  for (int i = 0; i < 3; ++i) BOOST_TEST(std::abs(gradient(i) - 2 * (i + 1)) < 1e-9);
}

BOOST_AUTO_TEST_CASE(captures_branches_and_structures_are_allowed) {
  double const slope = 3;
  auto const kinked = [&](std::array<double, 2> const& x) {
    if (x[0] > 0) return slope * x[0] + x[1];
    return 0.0;
  };
  auto const gradient = tg::numerical_grad(kinked, std::array<double, 2>{1.0, 5.0});
  BOOST_TEST(std::abs(gradient[0] - 3) < 1e-9);
  BOOST_TEST(std::abs(gradient[1] - 1) < 1e-9);
}

// eps 1e-4 is useless in float, so float has a step of its own
BOOST_AUTO_TEST_CASE(float_has_its_own_step) {
  static_assert(tg::difference_step<double> == 1e-4);
  static_assert(tg::difference_step<float> == 0x1p-7);
  float const slope = tg::numerical_diff([](float x) { return std::exp(x); }, 1.0f);
  BOOST_TEST(std::abs(slope / std::exp(1.0f) - 1) <
             1e-4f);  // h^2 / 6 = 1e-5, rounding 2^-24 / h = 1e-5
}

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_softmax)

constexpr auto soft = [](auto const& x) { return tg::softmax(x); };
constexpr auto half_square = [](auto const& x) {
  auto const y = tg::softmax(x);
  return tg::sum(y * y) * 0.5;
};

static_assert(tg::evaluate(soft)(tg::tensor<double, 2>{3, 3}) == tg::tensor<double, 2>{0.5, 0.5});
// At equal scores y = 1/2: dx = y (dy - sum(y dy)) with dy = y is 0.
static_assert(tg::grad(half_square)(tg::tensor<double, 2>{3, 3}) == tg::tensor<double, 2>{0, 0});

BOOST_AUTO_TEST_CASE(values_are_those_of_the_formula) {
  // scipy.special.softmax([1, 2, 3])
  auto const y = tg::softmax(tg::tensor<double, 3>{1, 2, 3});
  double const expected[] = {0.09003057317038046, 0.24472847105479764, 0.6652409557748218};
  for (int i = 0; i < 3; ++i) BOOST_TEST(std::abs(y(i) - expected[i]) < 2e-16);
}

BOOST_AUTO_TEST_CASE(large_scores_do_not_overflow_and_minus_infinity_is_probability_zero) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  auto const y = tg::evaluate(soft)(tg::tensor<double, 2, 2>{{1e308, -1e308}, {0, -infinity}});
  BOOST_TEST((y == tg::tensor<double, 2, 2>{{1, 0}, {1, 0}}));
  auto const g = tg::grad(half_square)(tg::tensor<double, 2>{1000, -1000});
  BOOST_TEST((g == tg::tensor<double, 2>{0, 0}));
}

BOOST_AUTO_TEST_CASE(gradients_agree_with_differences_along_either_axis) {
  tg::tensor<double, 2, 3> const x{{0.3, -1, 2}, {1, 1, -0.5}};
  BOOST_TEST(tg::check_grad(half_square, x));
  BOOST_TEST(tg::check_grad([](auto const& a) { return tg::sum(tg::softmax<0>(a) * a); }, x));
  BOOST_TEST(tg::check_grad(
      [](auto const& a) {
        auto const g = tg::grad(half_square)(a);
        return tg::sum(g * g);
      },
      tg::tensor<double, 3>{0.3, -1, 2}));
}

BOOST_AUTO_TEST_CASE(floats_stay_floats) {
  auto const y = tg::softmax<0>(tg::tensor<float, 3, 1>{{0}, {0}, {0}});
  static_assert(std::is_same_v<decltype(y), tg::tensor<float, 3, 1> const>);
  BOOST_TEST(y(2, 0) == 1.0f / 3);
}

static_assert(tg::softmax(tg::tensor<int, 2>{std::numeric_limits<int>::max(),
                                             std::numeric_limits<int>::min()}) ==
              tg::tensor<double, 2>{1, 0});

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_determinant)

constexpr auto det = [](auto const& a) { return tg::determinant(a); };

static_assert(tg::determinant(tg::tensor<double, 1, 1>{{7}}) == 7);
static_assert(tg::determinant(tg::tensor<double, 2, 2>{{2, 1}, {4, 1}}) == -2);
static_assert(tg::determinant(tg::tensor<double, 3, 3>{{2, 1, 0}, {1, 3, 2}, {4, 0, 1}}) == 13);
static_assert(tg::determinant(tg::tensor<int, 2, 2>{{2, 1}, {4, 1}}) == -2.0);
static_assert(tg::grad(det)(tg::tensor<double, 2, 2>{{2, 1}, {4, 1}}) ==
              tg::tensor<double, 2, 2>{{1, -4}, {-1, 2}});

// The cofactors of a matrix of rank 2, which has no inverse: adj = [[-3 6 -3] [6 -12 6] [-3 6 -3]]
// (sympy).
static_assert(tg::grad(det)(tg::tensor<double, 3, 3>{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}) ==
              tg::tensor<double, 3, 3>{{-3, 6, -3}, {6, -12, 6}, {-3, 6, -3}});

constexpr tg::tensor<double, 4, 4> four{{2, 1, 0, 3}, {1, 3, 2, 1}, {4, 0, 1, 2}, {1, 1, 1, 5}};
constexpr tg::tensor<double, 4, 4> singular{{1, 2, 3, 4}, {2, 4, 6, 8}, {0, 1, 0, 2}, {3, 1, 2, 0}};

BOOST_AUTO_TEST_CASE(four_rows_and_more_go_through_the_kernel) {
  static_assert(std::is_same_v<decltype(tg::determinant(four)), double>);
  BOOST_TEST(tg::determinant(four) == 60.0);  // numpy.linalg.det
  BOOST_TEST(tg::determinant(singular) == 0.0);
  tg::tensor<float, 6, 6> pascal;  // determinant 1, exact in float
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j)
      pascal(i, j) = i == 0 || j == 0 ? 1 : pascal(i - 1, j) + pascal(i, j - 1);
  BOOST_TEST(tg::determinant(pascal) == 1.0f);
}

BOOST_AUTO_TEST_CASE(gradients_are_right_where_the_matrix_is_singular) {
  BOOST_TEST(tg::check_grad(det, four));
  BOOST_TEST(tg::check_grad(det, singular));
  BOOST_TEST(tg::check_grad([](auto const& a) { return tg::determinant(a) * tg::determinant(a); },
                            tg::tensor<double, 3, 3>{{2, 1, 0}, {1, 3, 2}, {4, 0, 1}}));
}

BOOST_AUTO_TEST_CASE(second_and_third_derivatives_are_right_where_the_matrix_is_singular) {
  static constexpr auto second = [](auto const& a) {
    auto const g = tg::grad(det)(a);
    return tg::sum(g * g);
  };
  constexpr auto third = [](auto const& a) {
    auto const g = tg::grad(second)(a);
    return tg::sum(g * g);
  };
  BOOST_TEST(tg::check_grad(second, singular));
  BOOST_TEST(tg::check_grad(third, singular));
}

BOOST_AUTO_TEST_SUITE_END()

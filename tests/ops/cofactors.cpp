// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cofactors)

static_assert(tg::cofactors(tg::tensor<double, 1, 1>{{7}}) == tg::tensor<double, 1, 1>{{1}});
static_assert(tg::cofactors(tg::tensor<double, 2, 2>{{2, 1}, {4, 1}}) ==
              tg::tensor<double, 2, 2>{{1, -4}, {-1, 2}});

constexpr auto half_square = [](auto const& a) {
  auto const y = tg::cofactors(a);
  return tg::sum(y * y) * 0.5;
};
// half the sum of squares of (d, -c, -b, a) has the gradient (a, b, c, d)
static_assert(tg::grad(half_square)(tg::tensor<double, 2, 2>{{2, 1}, {4, 1}}) ==
              tg::tensor<double, 2, 2>{{2, 1}, {4, 1}});

BOOST_AUTO_TEST_CASE(the_transposed_cofactors_are_the_adjugate) {
  tg::tensor<double, 3, 3> const a{{2, 1, 0}, {1, 3, 2}, {4, 0, 1}};  // determinant 13
  auto const product = tg::matmul(a, tg::transpose(tg::cofactors(a)));
  BOOST_TEST((product == tg::tensor<double, 3, 3>{{13, 0, 0}, {0, 13, 0}, {0, 0, 13}}));
}

BOOST_AUTO_TEST_CASE(every_order_of_derivative_is_right_where_the_matrix_is_singular) {
  constexpr auto second = [](auto const& a) {
    auto const g = tg::grad(half_square)(a);
    return tg::sum(g * g);
  };
  tg::tensor<double, 3, 3> const singular{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  BOOST_TEST(tg::check_grad(half_square, singular));
  BOOST_TEST(tg::check_grad(second, singular));
  BOOST_TEST(tg::check_grad({.rtol = 0.02, .atol = 0.02}, half_square,
                            tg::tensor<float, 2, 2>{{2, 1}, {4, 1}}));
}

BOOST_AUTO_TEST_SUITE_END()

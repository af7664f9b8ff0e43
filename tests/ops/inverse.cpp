// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_inverse)

constexpr auto half_square = [](auto const& a) {
  auto const y = tg::inverse(a);
  return tg::sum(y * y) * 0.5;
};

constexpr tg::tensor<double, 2, 2> two{{2, 1}, {4, 1}};
static_assert(tg::inverse(two) == tg::tensor<double, 2, 2>{{-0.5, 0.5}, {2, -1}});
static_assert(tg::inverse(tg::tensor<double, 1, 1>{{4}}) == tg::tensor<double, 1, 1>{{0.25}});
// The trace of the inverse has the gradient -(a^-T)^2; here a^-1 a^-1 = [[1.25 -.75] [-3 2]].
static_assert(tg::grad([](auto const& a) {
                auto const y = tg::inverse(a);
                return y(0, 0) + y(1, 1);
              })(two) == tg::tensor<double, 2, 2>{{-1.25, 3}, {0.75, -2}});
static_assert(tg::evaluate([](auto const& a) { return tg::inverse(tg::inverse(a)); })(two) == two);

constexpr tg::tensor<double, 4, 4> four{{2, 1, 0, 3}, {1, 3, 2, 1}, {4, 0, 1, 2}, {1, 1, 1, 5}};

BOOST_AUTO_TEST_CASE(inverses_are_those_of_numpy) {
  auto const y = tg::inverse(four);
  double const first_row[] = {0.2, 0, 0.2, -0.2};  // numpy.linalg.inv
  for (int j = 0; j < 4; ++j) BOOST_TEST(std::abs(y(0, j) - first_row[j]) < 1e-15);
  auto const product = tg::matmul(four, y);
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j) BOOST_TEST(std::abs(product(i, j) - (i == j ? 1 : 0)) < 1e-14);
  BOOST_TEST((tg::inverse(tg::tensor<int, 3, 3>{{0, 2, 0}, {0, 0, 4}, {1, 0, 0}}) ==
              tg::tensor<double, 3, 3>{{0, 0, 1}, {0.5, 0, 0}, {0, 0.25, 0}}));
}

BOOST_AUTO_TEST_CASE(gradients_agree_with_differences) {
  BOOST_TEST(tg::check_grad(half_square, four));
  BOOST_TEST(tg::check_grad(half_square, two));
  BOOST_TEST(tg::check_grad({.rtol = 0.02, .atol = 0.02}, half_square,
                            tg::tensor<float, 2, 2>{{2, 1}, {4, 1}}));
}

BOOST_AUTO_TEST_CASE(second_derivatives_follow) {
  constexpr auto second = [](auto const& a) {
    auto const g = tg::grad(half_square)(a);
    return tg::sum(g * g);
  };
  BOOST_TEST(tg::check_grad(second, tg::tensor<double, 3, 3>{{3, 1, 0}, {1, 4, 2}, {0, 1, 5}}));
}

BOOST_AUTO_TEST_CASE(a_singular_matrix_gives_no_finite_number) {
  auto const y = tg::inverse(tg::tensor<double, 2, 2>{{1, 2}, {2, 4}});
  BOOST_TEST(!std::isfinite(y(0, 0)));
  auto const z = tg::inverse(tg::tensor<double, 3, 3>{});
  BOOST_TEST(!std::isfinite(z(2, 2)));
}

BOOST_AUTO_TEST_SUITE_END()

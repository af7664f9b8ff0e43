// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cholesky)

constexpr tg::tensor<double, 3, 3> three{{4, 2, -6}, {2, 10, 3}, {-6, 3, 14}};
static_assert(tg::cholesky(three) == tg::tensor<double, 3, 3>{{2, 0, 0}, {1, 3, 0}, {-3, 2, 1}});
// The mean of both triangles is the matrix.
static_assert(tg::cholesky(tg::tensor<double, 2, 2>{{4, 3}, {1, 10}}) ==
              tg::tensor<double, 2, 2>{{2, 0}, {1, 3}});

// log det a = 2 sum(log(diag(y))) has the gradient a^-1; here det a = 36.
constexpr auto log_determinant = [](auto const& a) {
  return 2.0 * tg::sum(tg::log(tg::diagonal(tg::cholesky(a))));
};

BOOST_AUTO_TEST_CASE(slopes_are_known_and_those_of_differences) {
  auto const g = tg::grad(log_determinant)(three), inverse = tg::inverse(three);
  for (int i = 0; i < 9; ++i) BOOST_TEST(std::abs(g.data()[i] - inverse.data()[i]) < 1e-12);
  tg::tensor<double, 3, 3> const skewed{{4, 2.5, -1}, {1.5, 5, 1}, {-1, 2, 6}};
  constexpr auto squares = [](auto const& a) {
    auto const y = tg::cholesky(a);
    return tg::sum(y * y * y);
  };
  BOOST_TEST(tg::check_grad(squares, skewed));
  // At run time by the same rule.
  tg::variable<double> const v(skewed);
  squares(v).backward();
  auto const expected = tg::grad(squares)(skewed);
  for (int i = 0; i < 9; ++i)
    BOOST_TEST(std::abs(v.grad().data().data()[i] - expected.data()[i]) < 1e-12);
}

BOOST_AUTO_TEST_CASE(what_is_not_positive_definite_is_nan) {
  BOOST_TEST(std::isnan(tg::cholesky(tg::tensor<double, 2, 2>{{1, 2}, {2, 1}})(1, 1)));
  BOOST_CHECK_THROW(tg::cholesky(tg::variable<double>(tg::dynamic_tensor<double>{1, 2})),
                    tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()

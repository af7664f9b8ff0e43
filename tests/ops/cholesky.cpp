// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cholesky)

constexpr tg::tensor<double, 3, 3> three{{4, 2, -6}, {2, 10, 3}, {-6, 3, 14}};
static_assert(tg::cholesky(three) == tg::tensor<double, 3, 3>{{2, 0, 0}, {1, 3, 0}, {-3, 2, 1}});
// The mean of both triangles is the matrix.
static_assert(tg::cholesky(tg::tensor<double, 2, 2>{{4, 3}, {1, 10}}) ==
              tg::tensor<double, 2, 2>{{2, 0}, {1, 3}});

// log det a = 2 sum(log(diag(y))) has the gradient a^-1; here det a = 36.
constexpr auto log_determinant = [](auto const& a) {
  return 2 * tg::sum(tg::log(tg::diagonal(tg::cholesky(a))));
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

/// 1 / (1 + |i - j|), and 1 more on the diagonal: positive definite, its condition is below 8.
template <class T, int N>
constexpr tg::tensor<T, N, N> kernel_matrix() {
  tg::tensor<T, N, N> a;
  for (int i = 0; i < N; ++i)
    for (int j = 0; j < N; ++j)
      a(i, j) = 1 / static_cast<T>(1 + (i < j ? j - i : i - j)) + (i == j ? 1 : 0);
  return a;
}
constexpr auto factor = [](auto const& a) { return tg::cholesky(a); };
template <class T, int N>
void check_many_rows(double last_of_first_column, double last, double log_determinant_of_all) {
  T const allowed = 4 * std::numeric_limits<T>::epsilon();
  auto const a = kernel_matrix<T, N>();
  tg::tensor<T, N, N> const y = factor(a);
  BOOST_TEST(std::abs(y(N - 1, 0) - static_cast<T>(last_of_first_column)) < allowed);
  BOOST_TEST(std::abs(y(N - 1, N - 1) - static_cast<T>(last)) < allowed);
  BOOST_TEST(y(0, N - 1) == 0);
  BOOST_TEST(std::abs(log_determinant(a) - static_cast<T>(log_determinant_of_all)) < N * allowed);
  auto const same = [&](auto const& other) {
    for (int i = 0; i < N * N; ++i) BOOST_TEST(std::abs(other.data()[i] - y.data()[i]) < allowed);
  };
  same(tg::evaluate(factor)(a));
  same(factor(tg::variable<T>(a)).data());
  same(tg::evaluate(factor)(tg::tensor<T, tg::dyn, tg::dyn>(a)));
}
BOOST_AUTO_TEST_CASE(many_rows_are_those_of_numpy_in_any_mode) {
  // numpy.linalg.cholesky(a), numpy.linalg.slogdet(a)
  check_many_rows<double, 7>(0.10101525445522107, 1.3554321761879586, 4.3770434494213175);
  check_many_rows<float, 16>(0.044194173824159216, 1.354281066964958, 9.840098487023578);
  check_many_rows<double, 33>(0.021427478217774167, 1.3539815339473842, 20.146242098562468);
}
static_assert(tg::cholesky(kernel_matrix<double, 8>())(7, 0) > 0);

// The negative log likelihood of a Gaussian process.
constexpr auto likelihood = [](auto const& a, auto const& b) {
  auto const l = tg::cholesky(a);
  auto const z = tg::solve_triangular(l, b, tg::lower_triangle);
  return 0.5 * tg::sum(z * z) + tg::sum(tg::log(tg::diagonal(l)));
};
BOOST_AUTO_TEST_CASE(slopes_of_many_rows_are_those_of_differences_in_any_mode) {
  auto const a = kernel_matrix<double, 7>();
  tg::tensor<double, 7> const b{1, -2, 3, -4, 5, -6, 7};
  BOOST_TEST(tg::check_grad(likelihood, a, b));
  constexpr auto second = [](auto const& x, auto const& y) {
    auto const g = tg::grad(likelihood)(x, y);
    return tg::sum(g * g);
  };
  BOOST_TEST(tg::check_grad(second, a, b));
  auto const expected = tg::grad(likelihood)(a, b);
  tg::variable<double> const v(a);
  likelihood(v, tg::variable<double>(b)).backward();
  auto const open =
      tg::grad(likelihood)(tg::tensor<double, tg::dyn, tg::dyn>(a), tg::tensor<double, tg::dyn>(b));
  for (int i = 0; i < 49; ++i) {
    BOOST_TEST(std::abs(v.grad().data().data()[i] - expected.data()[i]) < 1e-13);
    BOOST_TEST(std::abs(open.data()[i] - expected.data()[i]) < 1e-13);
  }
  // By rows of a triangle, where few rows are solved as any matrix.
  auto const along = tg::tensor<double, 7, 7>(a * a);
  double const forward = tg::jvp(likelihood, tg::wrt<0>)(tg::at(a, b), tg::along(along)).second;
  BOOST_TEST(std::abs(forward - tg::sum(expected * along)) < 1e-12);
}

BOOST_AUTO_TEST_CASE(slopes_of_several_blocks_are_those_of_differences) {
  auto const a = kernel_matrix<double, 13>();
  BOOST_TEST(tg::check_grad(
      [](auto const& x) {
        auto const y = tg::cholesky(x);
        return tg::sum(y * y * y);
      },
      a));
  auto const g = tg::grad(log_determinant)(a), inverse = tg::inverse(a);
  for (int i = 0; i < 169; ++i) BOOST_TEST(std::abs(g.data()[i] - inverse.data()[i]) < 1e-14);
}

BOOST_AUTO_TEST_CASE(what_is_not_positive_definite_is_nan) {
  BOOST_TEST(std::isnan(tg::cholesky(tg::tensor<double, 2, 2>{{1, 2}, {2, 1}})(1, 1)));
  tg::tensor<double, 9, 9> a = kernel_matrix<double, 9>();
  a(4, 4) = 0;
  auto const y = tg::evaluate(factor)(a);
  BOOST_TEST(y(3, 3) > 1);
  for (int i = 4; i < 9; ++i) BOOST_TEST(std::isnan(y(i, 4)));
  a = {};  // singular
  a(0, 0) = 1;
  auto const z = tg::evaluate(factor)(a);
  BOOST_TEST(z(1, 1) == 0);
  BOOST_TEST(!std::isfinite(z(2, 1)));
  BOOST_CHECK_THROW(tg::cholesky(tg::variable<double>(tg::dynamic_tensor<double>{1, 2})),
                    tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()

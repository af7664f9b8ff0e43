// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/laplace.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <utility>

namespace math = typegrad::math;

// det [[2, 1], [4, 1]] = -2, its cofactors [[1, -4], [-1, 2]]
constexpr double two[] = {2, 1, 4, 1};
static_assert(math::determinant(two, 2) == -2);
static_assert([] {
  double c[4]{};
  math::cofactors(two, 2, c);
  return c[0] == 1 && c[1] == -4 && c[2] == -1 && c[3] == 2;
}());
static_assert(math::determinant(two, 1) == 2);

BOOST_AUTO_TEST_SUITE(math_laplace)

BOOST_AUTO_TEST_CASE(determinants_of_integers_are_exact) {
  // The Pascal matrix has the determinant 1 in every size.
  for (int n = 1; n <= 6; ++n) {
    double pascal[36];
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j)
        pascal[n * i + j] = i == 0 || j == 0 ? 1 : pascal[n * (i - 1) + j] + pascal[n * i + j - 1];
    BOOST_TEST(math::determinant(pascal, n) == 1.0);
  }
}

BOOST_AUTO_TEST_CASE(exchanged_rows_change_the_sign) {
  double a[] = {0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0};  // two exchanges
  BOOST_TEST(math::determinant(a, 4) == 1.0);
  std::swap(a[0], a[4]), std::swap(a[1], a[5]);
  BOOST_TEST(math::determinant(a, 4) == -1.0);
}

BOOST_AUTO_TEST_CASE(a_row_times_its_cofactors_is_the_determinant_and_any_other_row_gives_zero) {
  double const a[] = {2, 1, 0, 3, 1, 3, 2, 1, 4, 0, 1, 2, 1, 1, 1, 5};  // det 60 (numpy.linalg.det)
  double c[16]{};
  math::cofactors(a, 4, c);
  for (int i = 0; i < 4; ++i)
    for (int k = 0; k < 4; ++k) {
      double sum = 0;
      for (int j = 0; j < 4; ++j) sum += a[4 * i + j] * c[4 * k + j];
      BOOST_TEST(sum == (i == k ? 60.0 : 0.0));
    }
}

/// Integers, of which all sums and products are exact.
template <int Rows>
static void check_written_out() {
  double a[Rows * Rows], loops[Rows * Rows], straight[Rows * Rows];
  for (int i = 0; i < Rows * Rows; ++i) a[i] = i * i * 7 % 23 - 11;
  math::cofactors(a, Rows, loops);
  math::cofactors_written_out<Rows>(a, straight);
  for (int i = 0; i < Rows * Rows; ++i) BOOST_TEST(straight[i] == loops[i]);
  BOOST_TEST(math::determinant_written_out<Rows>(a) == math::determinant(a, Rows));
}
BOOST_AUTO_TEST_CASE(straight_code_gives_what_loops_give) {
  check_written_out<2>();
  check_written_out<3>();
  check_written_out<4>();
  check_written_out<5>();
  check_written_out<6>();
}

BOOST_AUTO_TEST_CASE(infinitesimals_carry_mixed_derivatives) {
  // d^2/dt1 dt2 det(a + t1 b + t2 c) at 0 for 2 x 2 matrices: b0 c3 + c0 b3 - b1 c2 - c1 b2.
  using number = math::multilinear<double, 2>;
  number const a[] = {{{2, 1, 5, 0}}, {{1, 2, 6, 0}}, {{4, 3, 7, 0}}, {{1, 4, 8, 0}}};
  BOOST_TEST(math::determinant(a, 2).of[3] == 1.0 * 8 + 5 * 4 - 2 * 7 - 6 * 3);
  BOOST_TEST(math::determinant(a, 2).of[0] == -2.0);
}

BOOST_AUTO_TEST_SUITE_END()

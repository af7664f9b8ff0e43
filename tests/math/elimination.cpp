// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/elimination.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>

namespace math = typegrad::math;

// 2x + y = 5, 4x + y = 9: x = 2, y = 1, with the rows exchanged.
static_assert([] {
  double a[] = {2, 1, 4, 1};
  double b[] = {5, 9};
  math::eliminate(a, b, 2, 1);
  return b[0] == 2 && b[1] == 1;
}());

BOOST_AUTO_TEST_SUITE(math_elimination)

BOOST_AUTO_TEST_CASE(a_zero_on_the_diagonal_is_no_obstacle) {
  // The cyclic permutation of three axes, and two right-hand sides: exact.
  double a[] = {0, 1, 0, 0, 0, 1, 1, 0, 0};
  double b[] = {1, 10, 2, 20, 3, 30};
  math::eliminate(a, b, 3, 2);
  double const expected[] = {3, 30, 1, 10, 2, 20};
  BOOST_TEST(b == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(pivoting_keeps_a_tiny_diagonal_accurate) {
  // x + y = 2, 1e-20 x + y = 1. Without pivoting y = 1 and x = 0; x = 1 / (1 - 1e-20).
  double a[] = {1e-20, 1, 1, 1};
  double b[] = {1, 2};
  math::eliminate(a, b, 2, 1);
  BOOST_TEST(b[0] == 1.0);
  BOOST_TEST(b[1] == 1.0);
}

BOOST_AUTO_TEST_CASE(the_hilbert_matrix_of_six_rows_is_solved_to_its_condition) {
  // b = H (1, ..., 1). cond(H) is 1.5e7 (numpy.linalg.cond), so an error below 1.5e7 * 2^-52 * 6 =
  // 2e-8 is right.
  double a[36];
  double b[6]{};
  for (int i = 0; i < 6; ++i)
    for (int j = 0; j < 6; ++j) {
      a[6 * i + j] = 1.0 / (i + j + 1);
      b[i] += a[6 * i + j];
    }
  math::eliminate(a, b, 6, 1);
  for (double const x : b) BOOST_TEST(std::abs(x - 1) < 2e-8);
}

BOOST_AUTO_TEST_CASE(a_singular_matrix_gives_no_finite_number) {
  double a[] = {1, 2, 2, 4};
  double b[] = {1, 0};
  math::eliminate(a, b, 2, 1);
  BOOST_TEST(!std::isfinite(b[0]));
  BOOST_TEST(!std::isfinite(b[1]));
}

BOOST_AUTO_TEST_SUITE_END()

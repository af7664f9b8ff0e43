// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/cofactor_inverse.hpp>
#include <typegrad/math/elimination.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <random>

namespace math = typegrad::math;

// [[2, 1], [4, 1]]^-1 = [[-.5, .5], [2, -1]]
static_assert([] {
  constexpr double a[] = {2, 1, 4, 1};
  double y[4]{};
  return math::invert_by_cofactors<2>(a, y) && y[0] == -0.5 && y[1] == 0.5 && y[2] == 2 &&
         y[3] == -1;
}());

BOOST_AUTO_TEST_SUITE(math_cofactor_inverse)

BOOST_AUTO_TEST_CASE(a_matrix_times_its_inverse_is_one) {
  // determinants -8 and 16: powers of two, so that all is exact
  double const three[] = {0, 2, 1, 2, 1, 1, 2, 0, -1.5};
  double const four[] = {2, 1, 0, 1, 0, 2, 3, 1, 0, 0, 2, 5, 0, 0, 0, 2};
  double y[16];
  auto const check = [&](double const* a, int n) {
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) {
        double sum = 0;
        for (int k = 0; k < n; ++k) sum += a[n * i + k] * y[n * k + j];
        BOOST_TEST(std::abs(sum - (i == j ? 1 : 0)) < 1e-14);
      }
  };
  BOOST_TEST(math::invert_by_cofactors<3>(three, y));
  check(three, 3);
  BOOST_TEST(math::invert_by_cofactors<4>(four, y));
  check(four, 4);
}

BOOST_AUTO_TEST_CASE(cofactors_that_cancel_are_refused) {
  // What a filter has to solve when its sensors agree: all ones and a little noise. In float the
  // inverse by cofactors is off by 0.9 here.
  float const three[] = {1 + 1e-4F, 1, 1, 1, 1 + 2e-4F, 1, 1, 1, 1 + 3e-4F};
  float y[16];
  BOOST_TEST(!math::invert_by_cofactors<3>(three, y));
  float four[16];
  for (int i = 0; i < 16; ++i) four[i] = i % 5 == 0 ? 1 + 1e-4F * static_cast<float>(i + 1) : 1;
  BOOST_TEST(!math::invert_by_cofactors<4>(four, y));
}

BOOST_AUTO_TEST_CASE(products_beyond_the_range_are_refused) {
  float y[16];
  float const small[] = {1e-20F, 0, 0, 1e-20F};
  BOOST_TEST(!math::invert_by_cofactors<2>(small, y));
  math::invert_two_rows_again(small, y);
  BOOST_TEST(y[0] == 1e20F);
  // no cofactor of the first row is out of range, but one of the last is
  float const large[] = {1e20F, 0, 0, 0, 1e20F, 0, 0, 0, 1e-20F};
  BOOST_TEST(!math::invert_by_cofactors<3>(large, y));
  // the inverse is [[1, -1e200, 0], [0, 1, 0], [0, 0, 1e-200]]
  double z[9];
  double const wide[] = {1, 1e200, 0, 0, 1, 0, 0, 0, 1e200};
  BOOST_TEST(!math::invert_by_cofactors<3>(wide, z));
}

/// Of matrices that are one of few directions and a part of others, so that most are refused: those
/// that are not are inverted to the error that elimination has, which a change of the elements by
/// their rounding causes: eps |a^-1| |a| |x|.
template <int Rows>
static void check_random() {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> number(-1, 1);
  int accepted = 0;
  int refused = 0;
  for (int round = 0; round < 2000; ++round) {
    double const part = std::pow(10.0, -4 * std::abs(number(random)));
    double left[2 * Rows], right[2 * Rows];
    for (double& x : left) x = number(random);
    for (double& x : right) x = number(random);
    float a[Rows * Rows], y[Rows * Rows];
    for (int i = 0; i < Rows; ++i)
      for (int j = 0; j < Rows; ++j)
        a[Rows * i + j] = static_cast<float>(left[i] * right[j] + part * number(random) +
                                             (round % 2) * left[Rows + i] * right[Rows + j]);
    if (!math::invert_by_cofactors<Rows>(a, y)) {
      ++refused;
      continue;
    }
    ++accepted;
    double inverse[Rows * Rows];
    math::eliminate_in_registers<Rows, Rows, false>(
        [&](int i, int j) { return static_cast<double>(a[Rows * i + j]); },
        [](int i, int j) { return i == j ? 1.0 : 0.0; }, inverse);
    double error = 0, bound = 0;
    for (int i = 0; i < Rows; ++i)
      for (int j = 0; j < Rows; ++j) {
        double sum = 0;
        for (int k = 0; k < Rows; ++k)
          for (int l = 0; l < Rows; ++l)
            sum += std::abs(inverse[Rows * i + k] * static_cast<double>(a[Rows * k + l]) *
                            inverse[Rows * l + j]);
        error = std::fmax(error,
                          std::abs(static_cast<double>(y[Rows * i + j]) - inverse[Rows * i + j]));
        bound = std::fmax(bound, sum);
      }
    BOOST_TEST(error <= 64 * static_cast<double>(std::numeric_limits<float>::epsilon()) * bound);
  }
  BOOST_TEST(accepted > 200);
  BOOST_TEST(refused > 200);
}
BOOST_AUTO_TEST_CASE(what_is_not_refused_is_accurate) {
  check_random<3>();
  check_random<4>();
}

BOOST_AUTO_TEST_SUITE_END()

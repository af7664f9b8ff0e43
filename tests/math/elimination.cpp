// SPDX-License-Identifier: BSL-1.0
#include <typegrad/math/elimination.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace math = typegrad::math;

namespace {

/// The kinds of code that solve a x = b, for `Rows` rows and `Columns` columns of b.
enum class kind { loops, registers, loops_in_the_same_time, registers_in_the_same_time, selection };

template <int Rows, int Columns, class Number>
constexpr std::vector<Number> solved(kind by, std::vector<Number> const& a,
                                     std::vector<Number> const& b) {
  auto const left = [&](int i, int j) { return a[static_cast<unsigned>(Rows * i + j)]; };
  auto const right = [&](int i, int j) { return b[static_cast<unsigned>(Columns * i + j)]; };
  std::vector<Number> x(b), used(a);
  Number* const to = x.data();
  switch (by) {
    case kind::loops:
      math::eliminate_in_loops<Rows, Columns, false>(left, right, to, Rows, Columns, Columns);
      break;
    case kind::registers:
      math::eliminate_in_registers<Rows, Columns, false>(left, right, to);
      break;
    case kind::loops_in_the_same_time:
      math::eliminate_in_loops<Rows, Columns, true>(left, right, to, Rows, Columns, Columns);
      break;
    case kind::registers_in_the_same_time:
      math::eliminate_in_registers<Rows, Columns, true>(left, right, to);
      break;
    case kind::selection:
      math::eliminate_by_selection(used.data(), to, Rows, Columns);
  }
  return x;
}
constexpr kind all_kinds[] = {kind::loops, kind::registers, kind::loops_in_the_same_time,
                              kind::registers_in_the_same_time, kind::selection};

// 2x + y = 5, 4x + y = 9: x = 2, y = 1, with the rows exchanged.
constexpr bool solves_while_compiling() {
  constexpr double a[] = {2, 1, 4, 1}, b[] = {5, 9};
  auto const left = [&](int i, int j) { return a[2 * i + j]; };
  auto const right = [&](int i, int) { return b[i]; };
  double x[2]{}, y[2]{}, used[] = {2, 1, 4, 1}, z[] = {5, 9};
  math::eliminate_in_loops<2, 1, false>(left, right, x, 2, 1, 1);
  math::eliminate_in_registers<2, 1, true>(left, right, y);
  math::eliminate_by_selection(used, z, 2, 1);
  return x[0] == 2 && x[1] == 1 && y[0] == 2 && y[1] == 1 && z[0] == 2 && z[1] == 1;
}
static_assert(solves_while_compiling());

constexpr auto wide = [](auto x) { return static_cast<long double>(x); };

/// Random matrices: the error is that of the arithmetic, and all kinds of code give the same bits
/// where a compiler does not fuse products.
template <int Rows, int Columns, class Number>
void check_random(std::mt19937& random) {
  std::uniform_real_distribution<double> number(-1, 1);
  for (int round = 0; round < 4; ++round) {
    std::vector<Number> a(Rows * Rows), b(Rows * Columns);
    for (Number& x : a) x = static_cast<Number>(number(random));
    for (Number& x : b) x = static_cast<Number>(number(random));
    auto const first = solved<Rows, Columns>(kind::loops, a, b);
    for (kind const by : all_kinds) {
      auto const x = solved<Rows, Columns>(by, a, b);
#if !defined(__FMA__)
      BOOST_TEST(x == first, boost::test_tools::per_element());
#endif
      // Higham, "Accuracy and Stability of Numerical Algorithms", theorem 9.4, with the growth of
      // 2^(n-1) that partial pivoting allows left out: random matrices do not reach it.
      for (unsigned i = 0; i < Rows; ++i)
        for (unsigned c = 0; c < Columns; ++c) {
          long double rest = -wide(b[Columns * i + c]), size = 0;
          for (unsigned j = 0; j < Rows; ++j) {
            auto const term = wide(a[Rows * i + j]) * wide(x[Columns * j + c]);
            rest += term;
            size += std::abs(term);
          }
          long double const most = 16 * Rows * wide(std::numeric_limits<Number>::epsilon());
          BOOST_TEST(std::abs(rest) <= most * (size + std::abs(wide(b[Columns * i + c]))));
        }
    }
  }
}
template <class Number>
void check_sizes(std::mt19937& random) {
  check_random<1, 1, Number>(random);
  check_random<2, 1, Number>(random);
  check_random<3, 4, Number>(random);
  check_random<4, 1, Number>(random);
  check_random<6, 2, Number>(random);
}

/// The largest error of x where a x = a (1, ..., 1).
template <int Rows, class Number>
Number error_of_ones(kind by, std::vector<Number> const& a) {
  std::vector<Number> b(Rows);
  for (unsigned i = 0; i < Rows; ++i)
    for (unsigned j = 0; j < Rows; ++j) b[i] += a[Rows * i + j];
  Number largest = 0;
  for (Number const x : solved<Rows, 1>(by, a, b))
    largest = std::abs(x - 1) <= largest ? largest : std::abs(x - 1);
  return largest;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(math_elimination)

BOOST_AUTO_TEST_CASE(every_kind_of_code_has_the_error_of_the_arithmetic) {
  std::mt19937 random(7);
  check_sizes<double>(random);
  check_sizes<float>(random);
}

BOOST_AUTO_TEST_CASE(a_zero_on_the_diagonal_is_no_obstacle) {
  // The cyclic permutation of three axes, and two right-hand sides: exact.
  for (kind const by : all_kinds)
    BOOST_TEST((solved<3, 2, double>(by, {0, 1, 0, 0, 0, 1, 1, 0, 0}, {1, 10, 2, 20, 3, 30})) ==
                   (std::vector<double>{3, 30, 1, 10, 2, 20}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(pivoting_keeps_a_tiny_diagonal_accurate) {
  // x + y = 2, 1e-20 x + y = 1. Without pivoting y = 1 and x = 0; x = 1 / (1 - 1e-20).
  for (kind const by : all_kinds)
    BOOST_TEST((solved<2, 1, double>(by, {1e-20, 1, 1, 1}, {1, 2})) == (std::vector<double>{1, 1}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(ill_conditioned_matrices_are_solved_to_their_condition) {
  // cond of the Hilbert matrix of six rows is 1.5e7 (numpy.linalg.cond): 1.5e7 * 2^-52 * 6 = 2e-8.
  std::vector<double> hilbert(36);
  for (unsigned i = 0; i < 6; ++i)
    for (unsigned j = 0; j < 6; ++j) hilbert[6 * i + j] = 1.0 / (i + j + 1);
  // What a filter has to solve when its sensors agree: all ones and a little noise. Cofactors in
  // float are off by 0.9 here; the condition is 3e4, and 3e4 * 2^-24 * 3 = 5e-3.
  std::vector<float> const sensors = {1 + 1e-4F, 1, 1, 1, 1 + 2e-4F, 1, 1, 1, 1 + 3e-4F};
  for (kind const by : all_kinds) {
    BOOST_TEST((error_of_ones<6>(by, hilbert)) < 2e-8);
    BOOST_TEST((error_of_ones<3>(by, sensors)) < 5e-3F);
  }
}

BOOST_AUTO_TEST_CASE(a_singular_matrix_gives_no_finite_number) {
  for (kind const by : all_kinds)
    for (double const x : solved<2, 1, double>(by, {1, 2, 2, 4}, {1, 0}))
      BOOST_TEST(!std::isfinite(x));
}

BOOST_AUTO_TEST_SUITE_END()

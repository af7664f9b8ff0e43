// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/number/fixed.hpp>
#include <typegrad/number/half.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <string_view>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_lu)

/// Whole numbers, large beside the diagonal, so that rows are exchanged; its condition is 23, 52
/// and 7 for 7, 16 and 33 rows.
template <class T, int N>
constexpr tg::tensor<T, N, N> mixed() {
  tg::tensor<T, N, N> a;
  for (int i = 0; i < N; ++i)
    for (int j = 0; j < N; ++j)
      a(i, j) = static_cast<T>((3 * i + 5 * j) % 11 - 4) + (j == (i + 3) % N ? T(9) : T(0));
  return a;
}
template <class T, int N>
tg::tensor<T, N> cosines() {
  tg::tensor<T, N> b;
  for (int i = 0; i < N; ++i) b(i) = static_cast<T>(std::cos(i));
  return b;
}

constexpr auto solved = [](auto const& a, auto const& b) { return tg::solve(a, b); };
constexpr auto by_transposed = [](auto const& a, auto const& b) {
  return tg::solve(tg::transpose(a), b);
};
constexpr auto inverted = [](auto const& a) { return tg::inverse(a); };
constexpr auto det = [](auto const& a) { return tg::determinant(a); };

/// `first` is the first element of the solution, `corner` the last one of the first row of the
/// inverse.
template <class T, int N>
void check_numbers(double first, double corner, double determinant) {
  // condition times half an ulp times a few sums
  T const allowed = 64 * std::numeric_limits<T>::epsilon();
  auto const a = mixed<T, N>();
  auto const b = cosines<T, N>();
  auto const check = [&](auto const& x, auto const& y, auto const& t) {
    BOOST_TEST(std::abs(x.data()[0] - static_cast<T>(first)) < allowed);
    BOOST_TEST(std::abs(y.data()[N - 1] - static_cast<T>(corner)) < allowed);
    for (int j = 0; j < N; ++j) {
      T sum = 0;
      for (int i = 0; i < N; ++i) sum += a(i, j) * t.data()[i];
      BOOST_TEST(std::abs(sum - b(j)) < N * allowed);
    }
  };
  check(tg::solve(a, b), tg::inverse(a), by_transposed(a, b));
  check(tg::evaluate(solved)(a, b), tg::evaluate(inverted)(a), tg::evaluate(by_transposed)(a, b));
  tg::variable<T> const v(a), w(b);
  check(solved(v, w).data(), inverted(v).data(), by_transposed(v, w).data());
  tg::tensor<T, tg::dyn, tg::dyn> const open(a);
  tg::tensor<T, tg::dyn> const right(b);
  check(tg::evaluate(solved)(open, right), tg::evaluate(inverted)(open),
        tg::evaluate(by_transposed)(open, right));
  for (T const each : {tg::determinant(a), tg::evaluate(det)(a), det(v).item()})
    BOOST_TEST(std::abs(each / static_cast<T>(determinant) - 1) < N * allowed);
}
BOOST_AUTO_TEST_CASE(numbers_are_those_of_numpy_in_any_mode) {
  // numpy.linalg.solve, inv, det
  check_numbers<double, 7>(0.2556394301742384, 0.19254370957605646, 4079883.9999999977);
  check_numbers<float, 16>(-0.9045900247116979, 0.14901773227875975, -5033106077287068.0);
  check_numbers<double, 33>(-0.003841229224589678, 0.001654967967992418, -5.75864538541968e+36);
}
// Whole numbers, whose pivots are powers of 2, in a constant expression: the rows of 2 I in reverse
// order, 21 exchanges.
static_assert([] {
  tg::tensor<double, 7, 7> a;
  for (int i = 0; i < 7; ++i) a(i, 6 - i) = 2;
  return tg::determinant(a) == -128 && tg::inverse(a)(6, 0) == 0.5 &&
         tg::solve(a, tg::tensor<double, 7>{2, 4, 6, 8, 10, 12, 14})(0) == 7;
}());

constexpr auto all = [](auto const& a, auto const& b) {
  auto const y = tg::solve(a, b);
  auto const z = tg::solve(tg::transpose(a), y * y);
  return tg::sum(z * y) + tg::sum(tg::inverse(a) * a * a) + tg::log(tg::abs(tg::determinant(a)));
};
constexpr auto of_slopes = [](auto const& x, auto const& y) {
  auto const [dx, dy] = tg::grad(all, tg::wrt<0, 1>)(x, y);
  return tg::sum(dx * dx) + tg::sum(dy * dy);
};
BOOST_AUTO_TEST_CASE(slopes_of_both_orders_are_those_of_differences) {
  auto const a = mixed<double, 7>();
  auto const b = cosines<double, 7>();
  BOOST_TEST(tg::check_grad(all, a, b));
  BOOST_TEST(tg::check_grad(of_slopes, a, b));
  BOOST_TEST(
      tg::check_grad([](auto const& x, auto const& y) { return tg::sum(tg::solve(x, y) * y); }, a,
                     tg::tensor<double, 7, 2>(tg::matmul(a, tg::stack<1>(b, b * b)))));
}
BOOST_AUTO_TEST_CASE(slopes_agree_in_any_mode_and_direction) {
  auto const a = mixed<double, 7>();
  auto const b = cosines<double, 7>();
  auto const [da, db] = tg::grad(all, tg::wrt<0, 1>)(a, b);
  tg::variable<double> const v(a), w(b);
  all(v, w).backward();
  auto const compiled = tg::compile(all, tg::shape{7, 7}, tg::shape{7});
  BOOST_TEST(
      std::abs(compiled(tg::dynamic_tensor<double>(a), tg::dynamic_tensor<double>(b)).item() -
               all(a, b)) < 1e-13);
  for (int i = 0; i < 49; ++i)
    BOOST_TEST(std::abs(v.grad().data().data()[i] - da.data()[i]) < 1e-13);
  for (int i = 0; i < 7; ++i)
    BOOST_TEST(std::abs(w.grad().data().data()[i] - db.data()[i]) < 1e-13);
  constexpr auto no_determinant = [](auto const& x, auto const& y) {
    return tg::sum(tg::solve(x, y) * y) + tg::sum(tg::inverse(x));
  };
  auto const fixed = tg::grad(no_determinant)(a, b);
  auto const open = tg::grad(no_determinant)(tg::tensor<double, tg::dyn, tg::dyn>(a),
                                             tg::tensor<double, tg::dyn>(b));
  for (int i = 0; i < 49; ++i) BOOST_TEST(std::abs(open.data()[i] - fixed.data()[i]) < 1e-14);
  auto const forward = tg::jvp(all)(tg::at(a, b), tg::along(a, b)).second;
  BOOST_TEST(std::abs(forward - tg::sum(da * a) - tg::sum(db * b)) < 1e-12);
}

// One factorisation serves the solution, the inverse, the determinant and all their derivatives.
template <class F>
constexpr int count_of(char const* name) {
  using code = tg::traced_program<F, tg::tensor<double, 8, 8>, tg::tensor<double, 8>>;
  int count = 0;
  for (int id = 0; id < code::graph.sizes.nodes; ++id)
    count += std::string_view(code::graph.nodes[id].op->name) == name;
  return count;
}
using slopes = decltype(tg::value_and_grad(all, tg::wrt<0, 1>));
static_assert(count_of<slopes>("lu") == 1 && count_of<slopes>("lu_inverse") == 1);
static_assert(count_of<decltype(tg::grad(of_slopes))>("lu") == 1);

BOOST_AUTO_TEST_CASE(few_rows_of_open_extents_and_one_are_the_same_numbers) {
  tg::tensor<double, 3, 3> const a{{0, 2, 0}, {0, 0, 4}, {1, 0, 0}};
  tg::tensor<double, tg::dyn, tg::dyn> const open(a);
  auto const y = tg::evaluate(inverted)(open);
  for (int i = 0; i < 9; ++i) BOOST_TEST(y.data()[i] == tg::inverse(a).data()[i]);
  tg::tensor<double, tg::dyn, tg::dyn> const one(tg::tensor<double, 1, 1>{{4}});
  BOOST_TEST(tg::evaluate(inverted)(one).data()[0] == 0.25);
  // cofactors, right where a matrix is singular: those of more rows are not asked for
  BOOST_TEST(tg::evaluate(det)(open) == 8);
  tg::tensor<double, tg::dyn, tg::dyn> const large(mixed<double, 7>());
  BOOST_CHECK_EXCEPTION(tg::evaluate(det)(large), tg::shape_error, [](auto const& e) {
    return std::string_view(e.what()) ==
           "determinant(a): a must have at most 6 rows, or a number of them that is known: `fix` "
           "it; a is (7, 7)";
  });
}

BOOST_AUTO_TEST_CASE(a_matrix_of_float_is_factored_in_the_type_of_the_result) {
  tg::tensor<float, 7, 7> a = mixed<float, 7>();
  tg::tensor<double, 7> const b = cosines<double, 7>();
  BOOST_TEST(std::abs(tg::solve(a, b)(0) - 0.2556394301742384) < 1e-15);
  BOOST_TEST(std::abs(tg::inverse(tg::cast<int>(a))(0, 6) - 0.19254370957605646) < 1e-15);
}

template <class Number>
void check_in_type(double allowed) {
  tg::tensor<Number, 7, 7> a;
  tg::tensor<Number, 7> b;
  for (int i = 0; i < 7; ++i) {
    b(i) = Number(i / 8.0);
    for (int j = 0; j < 7; ++j)
      a(i, j) = Number((3 * i + 5 * j) % 11 / 16.0 + (j == (i + 3) % 7 ? 4 : 0));
  }
  auto const y = tg::evaluate(solved)(a, b);
  for (int i = 0; i < 7; ++i) {
    double sum = 0;
    for (int j = 0; j < 7; ++j) sum += static_cast<double>(a(i, j)) * static_cast<double>(y(j));
    BOOST_TEST(std::abs(sum - i / 8.0) < allowed);
  }
}
BOOST_AUTO_TEST_CASE(numbers_of_other_types_have_many_rows_too) {
  check_in_type<tg::fixed<16>>(7 * 0x1p-15);
  check_in_type<tg::half>(7 * 0x1p-11);
}

BOOST_AUTO_TEST_CASE(a_singular_matrix_gives_no_finite_number) {
  tg::tensor<double, 8, 8> a = mixed<double, 8>();
  for (int j = 0; j < 8; ++j) a(7, j) = a(0, j);
  auto const y = tg::evaluate(solved)(a, cosines<double, 8>());
  BOOST_TEST(!std::isfinite(y(7)));
  a = {};
  BOOST_TEST(!std::isfinite(tg::evaluate(inverted)(a)(0, 0)));
}

// As with few rows: a = 2 I, the first column is (2, 4, 0, ...), so y is (1, 2, 0, ...), db 1 / 2.
BOOST_AUTO_TEST_CASE(a_column_that_a_mask_leaves_out_has_no_slope) {
  static constexpr tg::tensor<bool, 2> first{true, false};
  constexpr auto f = [](auto const& a, auto const& b) {
    return tg::sum(tg::where(first, tg::solve(a, b), 0.0));
  };
  tg::tensor<double, 7, 7> const a = 2 * tg::eye<double, 7>();
  tg::tensor<double, 7, 2> b;
  b(0, 0) = 2;
  b(1, 0) = 4;
  b(0, 1) = HUGE_VAL;
  auto const [da, db] = tg::grad(f, tg::wrt<0, 1>)(a, b);
  for (int i = 0; i < 7; ++i) {
    BOOST_TEST(db(i, 0) == 0.5);
    BOOST_TEST(db(i, 1) == 0);
    for (int j = 0; j < 7; ++j) BOOST_TEST(da(i, j) == (j == 0 ? -0.5 : j == 1 ? -1 : 0));
  }
}

BOOST_AUTO_TEST_CASE(the_time_does_not_depend_on_the_numbers_where_that_is_asked) {
  auto const a = mixed<double, 9>();
  auto const b = cosines<double, 9>();
  auto const y = tg::constant_time(solved)(a, b);
  auto const z = tg::evaluate(solved)(a, b);
  for (int i = 0; i < 9; ++i) BOOST_TEST(y(i) == z(i));
}

BOOST_AUTO_TEST_SUITE_END()

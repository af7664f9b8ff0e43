// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <string>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_solve_triangular)

constexpr tg::tensor<double, 3, 3> matrix{{2, 1, 4}, {3, 4, 2}, {1, -2, 5}};
// By hand: of the upper triangle x2 = 10 / 5, x1 = (8 - 2 * 2) / 4, x0 = (11 - 1 - 8) / 2; of the
// lower one x0 = 2 / 2, x1 = (7 - 3) / 4, x2 = (4 - 1 + 2) / 5.
static_assert(tg::solve_triangular(matrix, tg::tensor<double, 3>{11, 8, 10}) ==
              tg::tensor<double, 3>{1, 1, 2});
static_assert(tg::solve_triangular(matrix, tg::tensor<double, 3>{2, 7, 4}, tg::lower_triangle) ==
              tg::tensor<double, 3>{1, 1, 1});
static_assert(tg::solve_triangular(tg::tensor<int, 1, 1>{{4}}, tg::tensor<int, 1, 2>{{2, 6}}) ==
              tg::tensor<double, 1, 2>{{0.5, 1.5}});
static_assert(
    std::is_same_v<decltype(tg::solve_triangular(tg::tensor<float, 2, 2>{}, tg::tensor<int, 2>{})),
                   tg::tensor<float, 2>>);

constexpr auto upper = [](auto const& a, auto const& b) { return tg::solve_triangular(a, b); };
constexpr auto lower = [](auto const& a, auto const& b) {
  return tg::solve_triangular(a, b, tg::lower_triangle);
};

/// Both triangles of it are well conditioned.
template <class T, int N>
constexpr tg::tensor<T, N, N> mixed() {
  tg::tensor<T, N, N> a;
  for (int i = 0; i < N; ++i)
    for (int j = 0; j < N; ++j)
      a(i, j) = static_cast<T>((3 * i + 5 * j) % 11 - 4) / T(8) + (i == j ? T(9) : T(0));
  return a;
}
template <class T, int N, int... Columns>
constexpr tg::tensor<T, N, Columns...> ramp() {
  tg::tensor<T, N, Columns...> b;
  for (int i = 0; i < b.size(); ++i) b.data()[i] = static_cast<T>(i % 7 - 2) / T(4);
  return b;
}

BOOST_AUTO_TEST_CASE(the_laws_hold) {
  BOOST_TEST(tg::check_laws(upper, mixed<double, 2>(), ramp<double, 2, 3>()));
  BOOST_TEST(tg::check_laws(lower, mixed<double, 2>(), ramp<double, 2>()));
}

constexpr auto residual = [](auto const& a, auto const& b) {
  auto const x = tg::max(tg::abs(tg::matmul(tg::triu(a), upper(a, b)) - b));
  auto const y = tg::max(tg::abs(tg::matmul(tg::tril(a), lower(a, b)) - b));
  auto const t = tg::transpose(a);
  auto const z = tg::max(tg::abs(tg::matmul(tg::triu(t), upper(t, b)) - b));
  auto const w = tg::max(tg::abs(tg::matmul(tg::tril(t), lower(t, b)) - b));
  return (tg::max)(tg::stack(x, y, z, w));
};
template <class T, int N, int... Columns>
void check_any_mode() {
  auto const a = mixed<T, N>();
  auto const b = ramp<T, N, Columns...>();
  // Rows of a have a sum of about 1/4 N + 9, x is below 1.
  T const allowed = T(N + 16) * std::numeric_limits<T>::epsilon();
  BOOST_TEST(tg::evaluate(residual)(a, b) < allowed);
  BOOST_TEST(residual(tg::variable<T>(a), tg::variable<T>(b)).item() < allowed);
  tg::tensor<T, tg::dyn, tg::dyn> const open(a);
  tg::tensor<T, tg::dyn, Columns...> const right(b);
  BOOST_TEST(tg::evaluate(residual)(open, right) < allowed);
}
BOOST_AUTO_TEST_CASE(any_number_of_rows_in_any_mode) {
  check_any_mode<double, 1, 3>();
  check_any_mode<double, 7>();
  check_any_mode<float, 16, 5>();
  check_any_mode<double, 33>();
}

BOOST_AUTO_TEST_CASE(solutions_are_those_of_scipy) {
  // scipy.linalg.solve_triangular(a, b) and with lower=True, a = mixed, b = ramp
  tg::tensor<double, 16, 16> const a = mixed<double, 16>();
  tg::tensor<double, 16> const b = ramp<double, 16>();
  BOOST_TEST(std::abs(upper(a, b)(0) - -0.07641840893978358) < 1e-16);
  BOOST_TEST(std::abs(lower(a, b)(15) - -0.03264477507696116) < 1e-16);
}

constexpr auto half_square = [](auto const& a, auto const& b) {
  auto const x = tg::solve_triangular(a, b);
  auto const y = tg::solve_triangular(tg::transpose(a), x, tg::lower_triangle);
  return tg::sum(y * y) * 0.5;
};
BOOST_AUTO_TEST_CASE(slopes_of_many_rows_are_those_of_differences_in_any_mode) {
  auto const a = mixed<double, 7>();
  auto const b = ramp<double, 7>();
  BOOST_TEST(tg::check_grad(half_square, a, b));
  auto const [da, db] = tg::grad(half_square, tg::wrt<0, 1>)(a, b);
  tg::variable<double> const v(a), w(b);
  half_square(v, w).backward();
  auto const compiled = tg::compile(half_square, tg::shape{7, 7}, tg::shape{7});
  auto const [value, slopes] =
      compiled.value_and_grad(tg::dynamic_tensor<double>(a), tg::dynamic_tensor<double>(b));
  for (int i = 0; i < 49; ++i) {
    BOOST_TEST(std::abs(v.grad().data().data()[i] - da.data()[i]) < 1e-15);
    if (i % 7 < i / 7) BOOST_TEST(da.data()[i] == 0);  // of the other triangle
  }
  for (int i = 0; i < 7; ++i)
    BOOST_TEST(std::abs(w.grad().data().data()[i] - db.data()[i]) < 1e-15);
}

BOOST_AUTO_TEST_CASE(the_other_triangle_is_not_read) {
  double const nan = std::nan("");
  tg::tensor<double, 2, 2> const a{{2, 1}, {nan, 4}};
  tg::tensor<double, 2> const b{6, 8};
  BOOST_TEST((upper(a, b) == tg::tensor<double, 2>{2, 2}));
  // y = (2, 2), db = a^-T y = (1, 1/4), da = -db y^T
  auto const da = tg::grad([](auto const& m, auto const& x) {
    auto const y = upper(m, x);
    return tg::sum(y * y) * 0.5;
  })(a, b);
  BOOST_TEST((da == tg::tensor<double, 2, 2>{{-2, -2}, {0, -0.5}}));
}

BOOST_AUTO_TEST_CASE(a_zero_on_the_diagonal_gives_no_finite_number) {
  tg::tensor<double, 2, 2> const a{{2, 1}, {0, 0}};
  auto const y = tg::evaluate(upper)(a, tg::tensor<double, 2>{1, 1});
  BOOST_TEST(std::isinf(y(1)));
  BOOST_TEST(!std::isfinite(y(0)));
}

// As `solve`. By hand, with a = 2 I and b's first column (2, 4): y is (1, 2), db 1 / 2.
BOOST_AUTO_TEST_CASE(a_column_that_a_mask_leaves_out_has_no_slope) {
  static constexpr tg::tensor<bool, 2> first{true, false};
  constexpr auto f = [](auto const& a, auto const& b) {
    return tg::sum(tg::where(first, lower(a, b), 0.0));
  };
  tg::tensor<double, 2, 2> const b{{2, HUGE_VAL}, {4, 1}};
  tg::tensor<double, 2, 2> const a{{2, 0}, {0, 2}};
  auto const [da, db] = tg::grad(f, tg::wrt<0, 1>)(a, b);
  BOOST_TEST((da == tg::tensor<double, 2, 2>{{-0.5, 0}, {-0.5, -1}}));
  BOOST_TEST((db == tg::tensor<double, 2, 2>{{0.5, 0}, {0.5, 0}}));
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_refused) {
  tg::variable<double> const a(matrix), b(tg::tensor<double, 2>{1, 2});
  BOOST_CHECK_EXCEPTION(tg::solve_triangular(a, b), tg::shape_error, [](auto const& e) {
    return std::string(e.what()) ==
           "solve_triangular(a, b): b must have as many rows as a; a is (3, 3), b is (2,)";
  });
  BOOST_CHECK_THROW(tg::solve_triangular(b, b, tg::lower_triangle), tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()

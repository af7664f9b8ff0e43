// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_solve)

constexpr auto solved = [](auto const& a, auto const& b) { return tg::solve(a, b); };
constexpr auto half_square = [](auto const& a, auto const& b) {
  auto const y = tg::solve(a, b);
  return tg::sum(y * y) * 0.5;
};

constexpr tg::tensor<double, 2, 2> two{{2, 1}, {4, 1}};
static_assert(tg::solve(two, tg::tensor<double, 2>{5, 9}) == tg::tensor<double, 2>{2, 1});
// y = (2, 1), dy = y, db = a^-T y = [[-.5 2] [.5 -1]] (2, 1) = (1, 0), da = -db y^T
static_assert(tg::grad(half_square, tg::wrt<1>)(two, tg::tensor<double, 2>{5, 9}) ==
              tg::tensor<double, 2>{1, 0});
static_assert(tg::grad(half_square)(two, tg::tensor<double, 2>{5, 9}) ==
              tg::tensor<double, 2, 2>{{-2, -1}, {0, 0}});

constexpr tg::tensor<double, 4, 4> four{{2, 1, 0, 3}, {1, 3, 2, 1}, {4, 0, 1, 2}, {1, 1, 1, 5}};

BOOST_AUTO_TEST_CASE(solutions_are_those_of_numpy) {
  auto const y = tg::solve(four, tg::tensor<double, 4>{1, 2, 3, 4});
  double const expected[] = {0, -0.75, 11.0 / 6, 7.0 / 12};  // numpy.linalg.solve
  for (int i = 0; i < 4; ++i) BOOST_TEST(std::abs(y(i) - expected[i]) < 1e-15);
  static_assert(std::is_same_v<decltype(tg::solve(tg::tensor<int, 2, 2>{}, tg::tensor<float, 2>{})),
                               tg::tensor<float, 2>>);
  BOOST_TEST((tg::solve(tg::tensor<int, 2, 2>{{0, 2}, {4, 0}}, tg::tensor<int, 2>{1, 2}) ==
              tg::tensor<double, 2>{0.5, 0.5}));
}

BOOST_AUTO_TEST_CASE(vectors_and_matrices_at_the_right_have_gradients) {
  BOOST_TEST(tg::check_grad(half_square, four, tg::tensor<double, 4>{1, 2, 3, 4}));
  BOOST_TEST(tg::check_grad(half_square, two, tg::tensor<double, 2, 3>{{1, 2, 3}, {-1, 0.5, 2}}));
  BOOST_TEST(tg::check_grad({.rtol = 0.02, .atol = 0.02}, half_square,
                            tg::tensor<float, 2, 2>{{2, 1}, {4, 1}}, tg::tensor<float, 2>{1, 2}));
  BOOST_TEST(tg::check_grad(half_square, tg::tensor<double, 1, 1>{{4}}, tg::tensor<double, 1>{2}));
}

BOOST_AUTO_TEST_CASE(second_derivatives_follow) {
  constexpr auto second = [](auto const& a, auto const& b) {
    auto const g = tg::grad(half_square)(a, b);
    return tg::sum(g * g);
  };
  BOOST_TEST(tg::check_grad(second, tg::tensor<double, 3, 3>{{3, 1, 0}, {1, 4, 2}, {0, 1, 5}},
                            tg::tensor<double, 3>{1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(a_singular_matrix_gives_no_finite_number) {
  auto const y =
      tg::evaluate(solved)(tg::tensor<double, 2, 2>{{1, 2}, {2, 4}}, tg::tensor<double, 2>{1, 0});
  BOOST_TEST(!std::isfinite(y(0)));
  BOOST_TEST(!std::isfinite(y(1)));
}

BOOST_AUTO_TEST_CASE(few_rows_that_agree_are_eliminated_and_small_ones_stay_in_range) {
  // all ones and a little noise, condition 3e4: 3e4 * 2^-24 * 3 = 5e-3; cofactors are off by 0.9
  tg::tensor<float, 3, 3> const sensors{{1 + 1e-4F, 1, 1}, {1, 1 + 2e-4F, 1}, {1, 1, 1 + 3e-4F}};
  tg::tensor<float, 3> const sums = tg::sum<1>(sensors);
  auto const check = [](auto const& y) {
    for (float const one : y) BOOST_TEST(std::abs(one - 1) < 5e-3F);
  };
  check(tg::solve(sensors, sums));
  check(tg::evaluate(solved)(sensors, sums));
  check(tg::evaluate([](auto const& a, auto const& b) {
    return tg::matmul(tg::inverse(a), b) + 0.0F * tg::solve(a, b);
  })(sensors, sums));
  tg::tensor<float, 2, 2> const small{{1e-23F, 0}, {0, 1e-20F}};
  tg::tensor<float, 2> const b{1e-23F, 1e-20F};
  BOOST_TEST((tg::solve(small, b) == tg::tensor<float, 2>{1, 1}));
  BOOST_TEST((tg::evaluate(solved)(small, b) == tg::tensor<float, 2>{1, 1}));
}

// A density, its gradients, and the solution by the transposed matrix invert once; the larger
// matrix is eliminated.
constexpr auto density = [](auto const& a, auto const& b) {
  return tg::dot(b, tg::solve(a, b)) + tg::log(tg::determinant(a));
};
template <int Rows>
constexpr int count_of(char const* name) {
  using code = tg::traced_program<decltype(tg::value_and_grad(density, tg::wrt<0, 1>)),
                                  tg::tensor<double, Rows, Rows>, tg::tensor<double, Rows>>;
  int count = 0;
  for (int id = 0; id < code::graph.sizes.nodes; ++id)
    count += tg::hash_of(code::graph.nodes[id].op->name) == tg::hash_of(name);
  return count;
}
#if TYPEGRAD_VECTOR_BYTES > 0
static_assert(count_of<3>("inverse") == 1 && count_of<3>("solve") == 0);
static_assert(count_of<4>("inverse") == 1 && count_of<4>("solve") == 0);
static_assert(count_of<4>("cofactors") == 0 && count_of<4>("div") == 0);
#endif
static_assert(count_of<5>("inverse") == 0 && count_of<5>("solve") == 2);

BOOST_AUTO_TEST_CASE(what_shares_an_inverse_has_the_same_gradients) {
  BOOST_TEST(tg::check_grad(density, four, tg::tensor<double, 4>{1, 2, 3, 4}));
  BOOST_TEST(tg::check_grad(density, tg::tensor<double, 3, 3>{{3, 1, 0}, {1, 4, 2}, {0, 1, 5}},
                            tg::tensor<double, 3>{1, 2, 3}));
  constexpr auto both = [](auto const& a, auto const& b) {
    return tg::sum(tg::solve(a, b) * tg::solve(tg::transpose(a), b)) + tg::inverse(a)(0, 1);
  };
  BOOST_TEST(tg::check_grad(both, four, tg::tensor<double, 4>{1, 2, 3, 4}));
  BOOST_TEST(tg::check_grad(both, two, tg::tensor<double, 2, 3>{{1, 2, 3}, {-1, 0.5, 2}}));
}

// More than four are calls of one function, which reads any strides.
constexpr auto many = [](auto const& a, auto const& b) {
  auto x = b;
  for (int i = 0; i < 5; ++i) x = b - tg::solve(tg::transpose(a) * x(i % 2), x);
  return tg::sum(x * x);
};
BOOST_AUTO_TEST_CASE(many_systems_have_the_values_and_slopes_of_few) {
  constexpr tg::tensor<double, 3, 3> a{{3, 1, 0}, {1, 4, 2}, {0, 1, 5}};
  constexpr tg::tensor<double, 3> b{1, 2, 3};
  BOOST_TEST(std::abs(tg::evaluate(many)(a, b) - many(a, b)) < 1e-14);
  BOOST_TEST(tg::check_grad(many, a, b));
}

// Of a column that a mask leaves out nothing counts. By hand, with a = 2 I and b's first column
// (2, 4): y is (1, 2), db 1 / 2 and da = -db y^T.
BOOST_AUTO_TEST_CASE(a_column_that_a_mask_leaves_out_has_no_slope) {
  static constexpr tg::tensor<bool, 2> first{true, false};
  constexpr auto f = [](auto const& a, auto const& b) {
    return tg::sum(tg::where(first, tg::solve(a, b), 0.0));
  };
  tg::tensor<double, 2, 2> const b{{2, HUGE_VAL}, {4, 1}};
  tg::tensor<double, 2, 2> const a{{2, 0}, {0, 2}};
  auto const [da, db] = tg::grad(f, tg::wrt<0, 1>)(a, b);
  BOOST_TEST((da == tg::tensor<double, 2, 2>{{-0.5, -1}, {-0.5, -1}}));
  BOOST_TEST((db == tg::tensor<double, 2, 2>{{0.5, 0}, {0.5, 0}}));
}

BOOST_AUTO_TEST_CASE(a_transposed_matrix_is_read_in_place) {
  constexpr auto f = [](auto const& a, auto const& b) { return tg::solve(tg::transpose(a), b); };
  BOOST_TEST((tg::evaluate(f)(two, tg::tensor<double, 2>{6, 2}) == tg::tensor<double, 2>{1, 1}));
}

BOOST_AUTO_TEST_SUITE_END()

// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_slogdet)

/// 1 / (1 + |i - j|), 1 more on the diagonal, and its first row negative.
template <int N>
constexpr tg::tensor<double, N, N> matrix() {
  tg::tensor<double, N, N> a;
  for (int i = 0; i < N; ++i)
    for (int j = 0; j < N; ++j)
      a(i, j) = (1. / (1 + (i < j ? j - i : i - j)) + (i == j ? 1 : 0)) * (i == 0 ? -1 : 1);
  return a;
}
constexpr auto size = [](auto const& a) { return tg::slogdet(a).logabsdet; };
constexpr auto sign = [](auto const& a) { return tg::slogdet(a).sign; };

BOOST_AUTO_TEST_CASE(numbers_are_known_in_any_mode) {
  constexpr tg::tensor<double, 3, 3> three{{1, 3, 2}, {2, 1, 0}, {4, 0, 1}};
  static_assert(tg::linalg::slogdet(three).sign == -1);
  auto const check = [](auto const& a, double expected_sign, double expected) {
    auto const same = [&](double a_sign, double a_size) {
      BOOST_TEST(a_sign == expected_sign);
      BOOST_TEST(std::abs(a_size - expected) < 1e-14 * (1 + std::abs(expected)));
    };
    auto const [of_plain, size_of_plain] = tg::slogdet(a);
    same(of_plain, size_of_plain);
    same(tg::evaluate(sign)(a), tg::evaluate(size)(a));
    auto const open = tg::tensor<double, tg::dyn, tg::dyn>(a);
    same(tg::evaluate(sign)(open), tg::evaluate(size)(open));
    auto const [of_variable, size_of_variable] = tg::slogdet(tg::variable<double>(a));
    same(of_variable.item(), size_of_variable.item());
  };
  // log(13); of 9 rows log of Python's determinant in fractions; 5 log(1e200)
  check(three, -1, 2.5649493574615367);
  check(matrix<9>(), -1, 5.592299891003145);
  tg::tensor<double, 5, 5> wide;
  for (int i = 0; i < 5; ++i) wide(i, i) = 1e200;  // its determinant overflows
  check(wide, 1, 2302.5850929940457);
}

BOOST_AUTO_TEST_CASE(slopes_of_every_order_are_those_of_differences_in_any_mode) {
  auto const check = [](auto const& a) {
    constexpr auto second = [](auto const& x) {
      auto const g = tg::grad(size)(x);
      return tg::sum(g * g * g);
    };
    BOOST_TEST(tg::check_grad(size, a));
    BOOST_TEST(tg::check_grad(second, a));
    auto const expected = tg::grad(size)(a), inverse = tg::inverse(a);
    auto const open = tg::grad(size)(tg::tensor<double, tg::dyn, tg::dyn>(a));
    tg::variable<double> const v(a);
    size(v).backward();
    int const n = static_cast<int>(a.size()) == 16 ? 4 : 8;
    for (int i = 0; i < n * n; ++i) {
      BOOST_TEST(std::abs(expected.data()[i] - inverse(i % n, i / n)) < 1e-14);
      BOOST_TEST(std::abs(open.data()[i] - expected.data()[i]) < 1e-14);
      BOOST_TEST(std::abs(v.grad().data().data()[i] - expected.data()[i]) < 1e-14);
    }
    BOOST_TEST(tg::sum(tg::grad([](auto const& x) { return sign(x) * tg::sum(x); })(a)) ==
               -static_cast<double>(n * n));
  };
  check(matrix<4>());
  check(matrix<8>());
}

BOOST_AUTO_TEST_CASE(a_singular_matrix_has_the_sign_zero) {
  tg::tensor<double, 7, 7> a = matrix<7>();
  for (int i = 0; i < 7; ++i) a(3, i) = 0;
  auto const [none, smallest] = tg::slogdet(a);
  BOOST_TEST(none == 0);
  BOOST_TEST(smallest == -std::numeric_limits<double>::infinity());
  BOOST_CHECK_THROW(tg::slogdet(tg::variable<double>(tg::dynamic_tensor<double>{1, 2})),
                    tg::shape_error);
}

BOOST_AUTO_TEST_SUITE_END()

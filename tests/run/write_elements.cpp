// SPDX-License-Identifier: BSL-1.0
// Groups of at most 16 elements: in registers full of lanes where there are enough of them, else
// element by element.
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(run_write_elements)

using tg::index_t;

constexpr auto f = [](auto const& x, auto const& y, auto a) {
  auto const e = tg::exp(a * x + 0.5);
  return e / (1 + e) - tg::square(y) * tg::where(x > y, x, a);
};

template <class T, index_t N>
static void check() {
  tg::tensor<T, N> x, y;
  for (index_t i = 0; i < N; ++i) {
    x(i) = static_cast<T>(i * 7 % 11) / 8 - T(0.5);
    y(i) = static_cast<T>(i * 5 % 13) / 16 - T(0.25);
  }
  T const a = T(1.25);
  auto const got = tg::evaluate(f)(x, y, a);
  auto const [value, slopes] = tg::value_and_grad(
      [](auto const& p, auto const& q, auto s) { return tg::sum(tg::exp(s * p) * q); },
      tg::wrt<0, 1, 2>)(x, y, a);
  T total = 0, of_a = 0;
  T const tolerance = 16 * std::numeric_limits<T>::epsilon();
  for (index_t i = 0; i < N; ++i) {
    T const e = std::exp(a * x(i) + T(0.5));
    T const wanted = e / (1 + e) - y(i) * y(i) * (x(i) > y(i) ? x(i) : a);
    BOOST_TEST(std::fabs(got(i) - wanted) <= tolerance);
    T const power = std::exp(a * x(i));
    total += power * y(i);
    of_a += power * y(i) * x(i);
    BOOST_TEST(std::fabs(slopes.first(i) - power * y(i) * a) <= tolerance);
    BOOST_TEST(std::fabs(slopes.second(i) - power) <= tolerance);
  }
  BOOST_TEST(std::fabs(value - total) <= N * tolerance);
  BOOST_TEST(std::fabs(slopes.third - of_a) <= N * tolerance);
}

BOOST_AUTO_TEST_CASE(every_small_size) {
  check<double, 1>();
  check<double, 7>();
  check<double, 8>();
  check<double, 9>();
  check<double, 16>();
  check<float, 7>();
  check<float, 8>();
  check<float, 13>();
  check<float, 16>();
}

// A register holds a row that fills it, or as many elements as it can.
template <class T, index_t... Extents>
constexpr int lanes_of_tanh() {
  using program = tg::program<decltype(tg::evaluate([](auto const& x) { return tg::tanh(x); })),
                              tg::tensor<T, Extents...>>;
  return tg::lanes_of_node<typename program::code, 1>();
}
static_assert(lanes_of_tanh<double, 4, 4>() == std::min(4, tg::packet_size<double>));
static_assert(lanes_of_tanh<double, 8, 2>() == std::min(2, tg::packet_size<double>));
static_assert(lanes_of_tanh<float, 4, 4>() == std::min(4, tg::packet_size<float>));
static_assert(lanes_of_tanh<double, 3, 3>() == tg::packet_size<double>);
static_assert(lanes_of_tanh<double, 8, 1>() == tg::packet_size<double>);
static_assert(lanes_of_tanh<double, 16>() == tg::packet_size<double>);

template <class T, index_t Rows, index_t Columns>
static void check_rows() {
  tg::tensor<T, Rows, Columns> x;
  for (index_t i = 0; i < x.size(); ++i) x.data()[i] = static_cast<T>(i * 7 % 11) / 8 - T(0.5);
  auto const y = tg::evaluate([](auto const& z) { return tg::square(z) * 3 - z; })(x);
  for (index_t i = 0; i < x.size(); ++i) {
    T const one = x.data()[i];
    BOOST_TEST(y.data()[i] == one * one * 3 - one,
               boost::test_tools::tolerance(4 * std::numeric_limits<T>::epsilon()));
  }
}
BOOST_AUTO_TEST_CASE(rows_of_every_length) {
  check_rows<double, 4, 4>();
  check_rows<double, 8, 2>();
  check_rows<double, 2, 4>();
  check_rows<double, 5, 2>();
  check_rows<double, 3, 4>();
  check_rows<double, 3, 3>();
  check_rows<float, 4, 4>();
  check_rows<float, 2, 8>();
  check_rows<float, 3, 4>();
  check_rows<float, 8, 2>();
}

BOOST_AUTO_TEST_CASE(operands_of_other_shapes_types_and_places) {
  constexpr auto g = [](auto const& x, auto const& row, auto const& whole) {
    return tg::transpose(x) * tg::exp(row) + tg::sqrt(x * x) / (row + 3) + whole * 0.5 +
           tg::tensor<double, 3, 3>{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  };
  tg::tensor<double, 3, 3> const x{{0.5, -1, 2}, {0.25, 3, -2}, {1, -0.5, 0.75}};
  tg::tensor<double, 3> const row{0.1, -0.2, 0.3};
  tg::tensor<int, 3, 3> const whole{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
  auto const y = tg::evaluate(g)(x, row, whole);
  for (index_t i = 0; i < 3; ++i)
    for (index_t j = 0; j < 3; ++j) {
      double const number = static_cast<double>(3 * i + j + 1);
      double const wanted =
          x(j, i) * std::exp(row(j)) + std::fabs(x(i, j)) / (row(j) + 3) + number * 0.5 + number;
      BOOST_TEST(y(i, j) == wanted, boost::test_tools::tolerance(1e-15));
    }
}

// In constant expressions there are no lanes.
static_assert(tg::sum(tg::evaluate([](auto const& x) {
                return tg::square(x) + 1;
              })(tg::tensor<double, 8>{1, 2, 3, 4, 5, 6, 7, 8})) == 212);

BOOST_AUTO_TEST_SUITE_END()

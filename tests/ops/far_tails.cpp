// SPDX-License-Identifier: BSL-1.0
// Values and slopes where they are tiny or where squares overflow, as numbers, in lanes and of
// variables, forward and reverse: within 4 units in the last place of numbers from mpmath.
#include "far_tails.hpp"

#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_far_tails)

namespace {

constexpr int count = 12;
constexpr char const* names[count] = {"tanh",       "sigmoid", "silu",    "normal_cdf",
                                      "normal_pdf", "gelu",    "erf",     "erfc",
                                      "atan",       "cbrt",    "digamma", "erfinv"};
constexpr auto each = [](auto const& x) {
  return std::array{tg::tanh(x[0]),       tg::sigmoid(x[1]),    tg::silu(x[2]),
                    tg::normal_cdf(x[3]), tg::normal_pdf(x[4]), tg::gelu(x[5]),
                    tg::erf(x[6]),        tg::erfc(x[7]),       tg::atan(x[8]),
                    tg::cbrt(x[9]),       tg::digamma(x[10]),   tg::erfinv(x[11])};
};
constexpr auto sum_of_each = [](auto const& x) {
  auto const y = each(x);
  auto sum = tg::sum(y[0]);
  for (int k = 1; k < count; ++k) sum = sum + tg::sum(y[static_cast<std::size_t>(k)]);
  return tg::results{sum, y};
};

template <class T>
auto const& rows() {
  if constexpr (sizeof(T) == 8) return far_tails::in_double;
  else return far_tails::in_float;
}

/// Units in the last place; subnormal numbers have the unit of the smallest normal ones.
template <class T>
double ulps(T got, T expected) {
  int exponent = 0;
  std::frexp(expected, &exponent);
  int const last =
      std::max(exponent, std::numeric_limits<T>::min_exponent) - std::numeric_limits<T>::digits;
  return std::ldexp(std::fabs(static_cast<double>(got) - static_cast<double>(expected)), -last);
}
template <class T>
void check(char const* mode, int k, int row, T value, T slope) {
  auto const& expected = rows<T>()[k][row];
  // y^2 is up to 34, and as often is the rounding of y in the slope e^(y^2).
  double const most = k == 11 ? 24 : 4;
  BOOST_TEST(ulps(value, expected.value) <= 4,
             names[k] << '(' << expected.x << ") is " << value << ", " << mode);
  BOOST_TEST(ulps(slope, expected.slope) <= most,
             names[k] << " has at " << expected.x << " the slope " << slope << ", " << mode);
}

constexpr std::size_t at(int k) { return static_cast<std::size_t>(k); }

template <class T>
void check_numbers() {
  std::array<T, count> x{}, ones{};
  ones.fill(1);
  for (int row = 0; row < 10; ++row) {
    for (int k = 0; k < count; ++k) x[at(k)] = rows<T>()[k][row].x;
    auto const forward = tg::jvp(each)(tg::at(x), tg::along(ones));
    for (int k = 0; k < count; ++k)
      check("numbers forward", k, row, forward.first[at(k)], forward.second[at(k)]);
  }
}
/// Whole blocks and a rest.
template <class T>
void check_lanes() {
  std::array<tg::tensor<T, 75>, count> x{};
  for (int k = 0; k < count; ++k)
    for (int i = 0; i < 75; ++i) x[at(k)](i) = rows<T>()[k][i % 10].x;
  auto const [value, slopes] = tg::value_and_grad(sum_of_each, tg::has_aux)(x);
  for (int k = 0; k < count; ++k)
    for (int i = 0; i < 75; ++i)
      check("lanes in reverse", k, i % 10, value.second[at(k)](i), slopes[at(k)](i));
}

}  // namespace

BOOST_AUTO_TEST_CASE(of_numbers) {
  check_numbers<double>();
  check_numbers<float>();
}
BOOST_AUTO_TEST_CASE(in_lanes) {
  check_lanes<double>();
  check_lanes<float>();
}
BOOST_AUTO_TEST_CASE(of_variables) {
  tg::dynamic_tensor<double> values(tg::shape{10}, tg::uninitialized_t{});
  for (int i = 0; i < 10; ++i) values.data()[i] = far_tails::in_double[0][i].x;
  tg::variable<double> const x(values);
  auto const y = tg::tanh(x);
  tg::sum(y).backward();
  for (int i = 0; i < 10; ++i)
    check("variables", 0, i, y.data().data()[i], x.grad().data().data()[i]);
}

BOOST_AUTO_TEST_SUITE_END()

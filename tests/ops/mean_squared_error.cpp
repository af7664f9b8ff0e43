// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_grad.hpp>
#include <typegrad/debug/print_report.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <limits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_mean_squared_error)

constexpr auto error = [](auto const& a, auto const& b) { return tg::mean_squared_error(a, b); };

// ((1-0)^2 + (2-4)^2) / 2, gradient (a - b)
static_assert(tg::evaluate(error)(tg::tensor<double, 2>{1, 2}, tg::tensor<double, 2>{0, 4}) == 2.5);
static_assert(tg::grad(error)(tg::tensor<double, 2>{1, 2}, tg::tensor<double, 2>{0, 4}) ==
              tg::tensor<double, 2>{1, -2});
static_assert(tg::grad(error, tg::wrt<1>)(3.0, 1.0) == -4);

// E-09: DeZero divides by len, the first axis: 0 + 1 + 4 + 9 + 16 + 25 over 2 lines
BOOST_AUTO_TEST_CASE(the_sum_is_divided_by_the_first_extent) {
  tg::tensor<double, 2, 3> const a{{0, 1, 2}, {3, 4, 5}};
  BOOST_TEST(tg::mean_squared_error(a, tg::tensor<double, 2, 3>{}) == 27.5);
  BOOST_TEST(tg::mean_squared_error(tg::tensor<int, 2>{1, 2}, tg::tensor<int, 2>{0, 4}) == 2.5);
  BOOST_TEST(tg::check_grad(error, a, tg::tensor<double, 2, 3>{{1, 1, 1}, {2, 0, 1}}));
}

BOOST_AUTO_TEST_CASE(floats_stay_floats) {
  static_assert(
      std::is_same_v<
          decltype(tg::mean_squared_error(tg::tensor<float, 2>{}, tg::tensor<float, 2>{})), float>);
  auto const g =
      tg::grad(error)(tg::tensor<float, 2, 1>{{1}, {2}}, tg::tensor<float, 2, 1>{{0}, {4}});
  BOOST_TEST((g == tg::tensor<float, 2, 1>{{1}, {-2}}));
}

// (2^32 - 1)^2 / 1: neither the difference nor its square is an int32.
static_assert(tg::mean_squared_error(tg::tensor<int, 1>{std::numeric_limits<int>::max()},
                                     tg::tensor<int, 1>{std::numeric_limits<int>::min()}) ==
              4294967295.0 * 4294967295.0);

BOOST_AUTO_TEST_SUITE_END()

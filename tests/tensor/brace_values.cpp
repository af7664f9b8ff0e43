// SPDX-License-Identifier: BSL-1.0
#include <typegrad/tensor/brace_values.hpp>

#include <boost/test/unit_test.hpp>

#include <type_traits>

namespace tg = typegrad;

static_assert(tg::ElementOf<int, double> && tg::ElementOf<float, int> &&
              !tg::ElementOf<double*, bool>);
static_assert(tg::keeps_fraction<int, double> && !tg::keeps_fraction<double, int>);

constexpr tg::brace_values<double, 2, 3> matrix{{1, 2, 3}, {4, 5, 6}};
static_assert(matrix.values[2] == 3 && matrix.values[5] == 6);
constexpr tg::brace_values<double, 2, 1, 2> cube{{{1, 2}}, {{3, 4}}};
static_assert(cube.values[2] == 3);

// a bare number is no brace, or a row of one would be ambiguous
static_assert(!std::is_convertible_v<int, tg::brace_values<double, 1>>);

BOOST_AUTO_TEST_SUITE(tensor_brace_values)

BOOST_AUTO_TEST_CASE(keeps_values_of_run_time) {
  double a = 0.5;
  tg::brace_values<float, 2> const pair{a, 2};
  BOOST_TEST(pair.values[0] == 0.5f);
}

BOOST_AUTO_TEST_SUITE_END()

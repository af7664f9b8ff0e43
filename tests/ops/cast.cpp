// SPDX-License-Identifier: BSL-1.0
#include <typegrad/debug/check_laws.hpp>
#include <typegrad/typegrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <type_traits>

namespace tg = typegrad;

BOOST_AUTO_TEST_SUITE(ops_cast)

static_assert(
    std::is_same_v<decltype(tg::cast<float>(tg::tensor<double, 2>{})), tg::tensor<float, 2>>);
static_assert(tg::grad([](auto x) { return tg::cast<float>(x) * tg::cast<float>(x); })(3.0) == 6.0);
static_assert(
    std::is_same_v<decltype(tg::grad([](auto x) { return tg::cast<float>(x * x); })(3.0)), double>);

BOOST_AUTO_TEST_CASE(the_laws_hold_where_the_type_stays) {
  constexpr tg::law_options in_double{.in_float = false};
  BOOST_TEST(tg::check_laws<in_double>([](auto x) { return tg::cast<double>(x * x); },
                                       tg::tensor<double, 2>{1, -2}));
}

BOOST_AUTO_TEST_CASE(numbers_are_cut_and_masks_counted) {
  BOOST_TEST(
      (tg::cast<int>(tg::tensor<double, 3>{1.75, -1.75, 0}) == tg::tensor<int, 3>{1, -1, 0}));
  BOOST_TEST(
      (tg::cast<double>(tg::tensor<double, 3>{1, -1, 2} > 0) == tg::tensor<double, 3>{1, 0, 1}));
  BOOST_TEST(tg::evaluate([](auto x) { return tg::sum(tg::cast<int>(x > 0)); })(
                 tg::tensor<float, 3>{1, -1, 2}) == 2);
}

BOOST_AUTO_TEST_CASE(nothing_passes_through_an_integer) {
  BOOST_TEST(tg::grad([](auto x) { return x * tg::cast<double>(tg::cast<int>(x)); })(3.5) == 3.0);
}

BOOST_AUTO_TEST_SUITE_END()
